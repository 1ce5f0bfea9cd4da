package io.evenkeel.pipeline.approval;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.Hearing;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 4 of 5, the last step: one writer per custodian holds the limits, numbers the batches and
 * sends them.
 */
public final class ReleaseProcessor
    implements Processor<Object, Received<BatchRelease>, Object, Outgoing> {
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** Of those that waited, one look lets no more pass, so that other tasks have their turn. */
  private static final int PASS_AT_A_LOOK = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseProcessor.class);

  private final List<String> custodians;
  private final LimitSettings limits;
  private final BoardsView boards;
  private final Hearing hearing;
  private @Nullable ProcessorContext<Object, Outgoing> context;
  private @Nullable ReleaseDesk desk;
  private @Nullable WaitingReleases waiting;
  private boolean saidThatTheyWait;

  /**
   * @param custodians those that have a topic to be sent to
   * @param hearing without which nothing is sent
   */
  public ReleaseProcessor(
      List<String> custodians, LimitSettings limits, BoardsView boards, Hearing hearing) {
    this.custodians = custodians;
    this.limits = limits;
    this.boards = boards;
    this.hearing = hearing;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    this.context = context;
    this.desk = new ReleaseDesk(custodians, limits, boards, context);
    this.waiting = WaitingReleases.of(context);
    tellHowManyWait();
    context.schedule(
        FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> requireNonNull(desk).forget(now));
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<Object, Received<BatchRelease>> record) {
    var received = record.value();
    var queue = requireNonNull(waiting);
    if (mayPass(received.content())) {
      requireNonNull(desk).pass(received.key(), received.content(), record.timestamp());
    } else if (queue.hasRoomFor(received.content())) {
      queue.add(received.key(), received.content());
      tellHowManyWait();
    } else {
      requireNonNull(desk)
          .refuse(received.key(), received.content(), tooMany(), record.timestamp());
    }
  }

  /**
   * Not before it is known whether it is halted, nor before anything that waits for that. A
   * cancellation passes every halt, unless what it cancels waits itself.
   */
  private boolean mayPass(BatchRelease release) {
    var queue = requireNonNull(waiting);
    if (release.kind() == BatchRelease.Kind.CANCELLATION) {
      return !queue.holds(release.batch().batchId());
    }
    if (!hearing.isHeard()) {
      return false;
    }
    letWaitingPass(requireNonNull(context).currentSystemTimeMs());
    return queue.isEmpty();
  }

  private void letWaitingPass(long nowMillis) {
    var queue = requireNonNull(waiting);
    for (var passed = 0; passed < PASS_AT_A_LOOK && !queue.isEmpty(); passed++) {
      var next = requireNonNull(queue.next());
      var refusal = next.refusal(Instant.ofEpochMilli(nowMillis));
      if (refusal == null) {
        requireNonNull(desk).pass(next.custodianId(), next.release(), nowMillis);
      } else {
        requireNonNull(desk).refuse(next.custodianId(), next.release(), refusal, nowMillis);
      }
    }
    tellHowManyWait();
  }

  private void tellHowManyWait() {
    hearing.waits(requireNonNull(context).taskId().toString(), requireNonNull(waiting).size());
  }

  private void look(long nowMillis) {
    requireNonNull(desk).tellWhatIsOver(nowMillis);
    // Asked even where nothing waits, so that it is known when something comes.
    if (hearing.isHeard()) {
      letWaitingPass(nowMillis);
      sayThatTheyPassed();
    } else {
      sayThatTheyWait();
    }
  }

  private void sayThatTheyWait() {
    var queue = requireNonNull(waiting);
    if (!queue.isEmpty() && !saidThatTheyWait) {
      saidThatTheyWait = true;
      LOG.warn(
          "{} batches wait at the last step of task {}: {}. They go on by themselves.",
          queue.size(),
          requireNonNull(context).taskId(),
          hearing.sentence());
    }
  }

  private void sayThatTheyPassed() {
    if (saidThatTheyWait && requireNonNull(waiting).isEmpty()) {
      saidThatTheyWait = false;
      LOG.info(
          "No batch waits any longer at the last step of task {}: controls are heard.",
          requireNonNull(context).taskId());
    }
  }

  @Override
  public void close() {
    if (context != null) {
      hearing.forget(context.taskId().toString());
    }
  }

  private static String tooMany() {
    return "%d batches wait already until it is known what is halted; see whether the brokers and the schema registry answer, then submit the account again"
        .formatted(WaitingReleases.AT_MOST);
  }
}
