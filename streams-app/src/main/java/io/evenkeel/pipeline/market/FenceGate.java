package io.evenkeel.pipeline.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a task that was just assigned from judging until every board has passed the fence that came
 * with it, or has reached what was its partition's end after the assignment. Once open it stays
 * open.
 *
 * <p>{@link #isOpen} is for the task's own thread; {@link #overdue} for any.
 */
public final class FenceGate {
  /** After so long a task that still waits makes the instance not ready. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(FenceGate.class);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

  private final EndOffsets ends;
  private final Map<TopicPartition, Long> foundEnds = new ConcurrentHashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private final String task;
  private @Nullable Instant since;
  private @Nullable Instant asked;
  private CompletableFuture<?> answer = CompletableFuture.completedFuture(Map.of());
  private volatile @Nullable String overdue;

  /** One partition that is behind. */
  private record Wait(BoardOffsets board, int partition, long fence) {
    private TopicPartition topicPartition() {
      return new TopicPartition(board.topic(), partition);
    }
  }

  FenceGate(String task, Fence fence, List<Feed> boards, EndOffsets ends) {
    this.task = task;
    this.ends = ends;
    boards.forEach(board -> await(board, fence.byTopic().get(board.offsets().topic())));
  }

  private void await(Feed board, Fence.@Nullable Passed fence) {
    if (fence == null) {
      return;
    }
    if (!fence.topicId().equals(board.topicId())) {
      LOG.warn(
          "Topic {} was made anew since task {} last judged; it goes on from the new one.",
          board.offsets().topic(),
          task);
      return;
    }
    var partitions = Math.min(board.offsets().partitions(), fence.offsets().size());
    for (var p = 0; p < partitions; p++) {
      waits.add(new Wait(board.offsets(), p, fence.offsets().get(p)));
    }
  }

  /** Whether the task may judge. */
  public boolean isOpen(Instant now) {
    waits.removeIf(this::isOver);
    if (waits.isEmpty()) {
      overdue = null;
      return true;
    }
    since = since == null ? now : since;
    askForEnds(now);
    overdue = now.isBefore(since.plus(PATIENCE)) ? null : sentence();
    return false;
  }

  /** What is wrong, once a task has waited for too long. */
  public Optional<String> overdue() {
    return Optional.ofNullable(overdue);
  }

  private boolean isOver(Wait wait) {
    if (wait.board.applied(wait.partition) >= wait.fence) {
      return true;
    }
    var end = foundEnds.get(wait.topicPartition());
    return end != null && wait.board.reached(wait.partition) >= end;
  }

  /** The answer comes on another thread, and is looked at when the task looks next. */
  private void askForEnds(Instant now) {
    var isTooSoon = asked != null && now.isBefore(asked.plus(ASK_AGAIN_AFTER));
    if (isTooSoon || !answer.isDone()) {
      return;
    }
    asked = now;
    answer =
        CompletableFuture.completedFuture(waits.stream().map(Wait::topicPartition).toList())
            .thenCompose(ends::of)
            .whenComplete(this::found);
  }

  private void found(@Nullable Map<TopicPartition, Long> offsets, @Nullable Throwable failure) {
    if (offsets != null) {
      offsets.forEach(foundEnds::putIfAbsent);
    } else {
      LOG.warn("Task {} cannot find out where its boards' topics end.", task, failure);
    }
  }

  private String sentence() {
    var first = waits.get(0);
    return "Task %s has waited %d s for board %s to pass its fence: partition %d is at offset %d of %d; see whether the brokers answer and the board's topic can be read."
        .formatted(
            task,
            PATIENCE.toSeconds(),
            first.board.topic(),
            first.partition,
            first.board.reached(first.partition),
            first.fence);
  }
}
