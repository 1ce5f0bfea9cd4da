package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance hears what is said on {@code controls}: whether its board was shown, a
 * moment ago, to be read to the end. Nobody notices from the board itself that nothing comes any
 * more, and the last step must not take silence for consent.
 *
 * <p>It is shown by a question to the brokers: where does the topic end? Once the board has come so
 * far it has heard everything that was there when the question was asked. What is not committed yet
 * counts too: a word may stand behind it.
 *
 * <p>One for each instance; any thread may ask.
 */
public final class Hearing {
  /** Unless it is told otherwise, what is older than this proves nothing. */
  public static final Duration WITHIN = Duration.ofSeconds(1);

  private static final long ASK_EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private final BoardOffsets board;
  private final EndOffsets ends;
  private final @Nullable Duration within;
  private final LongSupplier nanoTime;
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
  private @Nullable Question question;
  private @Nullable Long heardAt;
  private @Nullable Long askedAt;

  /** Where the topic ended when it was asked. */
  private record Question(long askedAt, CompletableFuture<Map<TopicPartition, Long>> answer) {}

  /**
   * @param within empty where nobody needs to know
   * @param nanoTime as {@link System#nanoTime}
   */
  Hearing(BoardOffsets board, EndOffsets ends, Optional<Duration> within, LongSupplier nanoTime) {
    this.board = board;
    this.ends = ends;
    this.within = within.orElse(null);
    this.nanoTime = nanoTime;
  }

  /**
   * Whether everything is on the board that was on the topic a moment ago. To be asked often, since
   * it asks the brokers at most five times a second, and only when it is asked.
   */
  public synchronized boolean isHeard() {
    if (within == null) {
      return true;
    }
    settle();
    if (question == null && isDue()) {
      ask();
      settle();
    }
    return heardAt != null && nanoTime.getAsLong() - heardAt <= within.toNanos();
  }

  private boolean isDue() {
    return askedAt == null || nanoTime.getAsLong() - askedAt >= ASK_EVERY_NANOS;
  }

  private void ask() {
    var now = nanoTime.getAsLong();
    askedAt = now;
    var partitions =
        IntStream.range(0, board.partitions())
            .mapToObj(p -> new TopicPartition(board.topic(), p))
            .toList();
    question = new Question(now, ends.of(partitions).toCompletableFuture());
  }

  /** Looks whether the question is answered, or has become pointless. */
  private void settle() {
    var asked = question;
    if (asked == null || !asked.answer.isDone()) {
      return;
    }
    if (asked.answer.isCompletedExceptionally()) {
      question = null;
    } else if (behind(asked.answer.join()).isEmpty()) {
      heardAt = asked.askedAt;
      question = null;
    } else if (nanoTime.getAsLong() - asked.askedAt > requireNonNull(within).toNanos()) {
      question = null;
    }
  }

  private Optional<String> behind(Map<TopicPartition, Long> ended) {
    return ended.entrySet().stream()
        .filter(end -> board.reached(end.getKey().partition()) < end.getValue())
        .findFirst()
        .map(
            end ->
                "partition %d is at offset %d of %d"
                    .formatted(
                        end.getKey().partition(),
                        board.reached(end.getKey().partition()),
                        end.getValue()));
  }

  /** How long ago it was last shown; empty before the first time. */
  public synchronized Optional<Duration> age() {
    return Optional.ofNullable(heardAt)
        .map(at -> Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - at)));
  }

  /** What is wrong, and what to do, for people. */
  public synchronized String sentence() {
    var asked = question;
    var answer =
        asked != null && asked.answer.isDone() && !asked.answer.isCompletedExceptionally()
            ? behind(asked.answer.join())
            : Optional.<String>empty();
    return "this instance cannot tell whether anything is halted, since %s %s (%s); see whether the brokers and the schema registry answer"
        .formatted(
            board.topic(),
            age()
                .map(
                    age ->
                        "was last known to be read to its end %d s ago".formatted(age.toSeconds()))
                .orElse("was not yet known to be read to its end"),
            answer.orElse("the brokers do not say where it ends"));
  }

  /** A task of the last step says how many batches it has that wait for this. */
  public void waits(String task, int batches) {
    waiting.put(task, batches);
  }

  /** That task went elsewhere, with what waits. */
  public void forget(String task) {
    waiting.remove(task);
  }

  /** Batches that wait on this instance; empty where it has no task of the last step. */
  public Optional<Integer> waiting() {
    var counts = Map.copyOf(waiting);
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(counts.values().stream().collect(Collectors.summingInt(n -> n)));
  }
}
