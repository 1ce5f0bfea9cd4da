package io.evenkeel.pipeline.approval;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.limits.ControlBoard;
import io.evenkeel.core.limits.LimitHalt;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.core.limits.LimitedRelease;
import io.evenkeel.core.limits.ReleaseLimits;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.Hearing;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.LimitHaltWire;
import io.evenkeel.pipeline.wire.Received;
import io.evenkeel.pipeline.wire.ReleaseWire;
import io.evenkeel.pipeline.wire.TaskWire;
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
    implements Processor<Object, Received<BatchRelease>, Object, Outgoing>, ControlBoard {
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
  private @Nullable ReleaseBook book;
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
    this.book = ReleaseBook.of(context);
    this.waiting = WaitingReleases.of(context);
    tellHowManyWait();
    context.schedule(
        FORGET_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> requireNonNull(book).forget(Instant.ofEpochMilli(now)));
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<Object, Received<BatchRelease>> record) {
    var received = record.value();
    var queue = requireNonNull(waiting);
    if (mayPass(received.content())) {
      pass(received.key(), received.content(), record.timestamp());
    } else if (queue.isFull()) {
      refuse(received.key(), received.content(), tooMany(), record.timestamp());
    } else {
      queue.add(received.key(), received.content());
      tellHowManyWait();
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
        pass(next.custodianId(), next.release(), nowMillis);
      } else {
        refuse(next.custodianId(), next.release(), refusal, nowMillis);
      }
    }
    tellHowManyWait();
  }

  private void tellHowManyWait() {
    hearing.waits(requireNonNull(context).taskId().toString(), requireNonNull(waiting).size());
  }

  private void pass(String custodianId, BatchRelease release, long atMillis) {
    if (!custodians.contains(custodianId)) {
      refuse(custodianId, release, unreachable(release), atMillis);
      return;
    }
    var at = Instant.ofEpochMilli(atMillis);
    var before = requireNonNull(book).state(custodianId);
    var decided = decided(custodianId, release, at);
    requireNonNull(book).keep(decided);
    say(decided, atMillis);
    ReleaseAudit.of(release, before, decided.decision(), at)
        .ifPresent(audited -> send(audited, atMillis));
  }

  /** Without a decision about the batch. */
  private void refuse(String custodianId, BatchRelease release, String sentence, long atMillis) {
    var at = Instant.ofEpochMilli(atMillis);
    send(told(release.refused(sentence, at)), atMillis);
    send(
        ReleaseAudit.refused(release, requireNonNull(book).state(custodianId), sentence, at),
        atMillis);
  }

  private LimitedRelease decided(String custodianId, BatchRelease release, Instant at) {
    var known = requireNonNull(book);
    return LimitedRelease.decide(
        limits,
        known.state(custodianId),
        known::released,
        known.usage(release.batch()),
        release,
        known.halts(this),
        at,
        now(release));
  }

  /** By the clock of this process, which nobody who sends records can turn. */
  private ReleaseLimits.Now now(BatchRelease release) {
    var word = word(Halt.Scope.ACCOUNT, release.batch().accountId());
    return new ReleaseLimits.Now(
        Instant.ofEpochMilli(requireNonNull(context).currentSystemTimeMs()),
        boards::quote,
        word == null || word.halted() ? null : word.setAt());
  }

  @Override
  public @Nullable Word word(Halt.Scope scope, String scopeId) {
    var said = boards.control(io.evenkeel.core.market.Halt.Scope.valueOf(scope.name()), scopeId);
    return said == null ? null : new Word(said.halted(), said.reason(), said.setBy(), said.setAt());
  }

  private void say(LimitedRelease decided, long nowMillis) {
    if (decided.decision() instanceof ReleaseDecision.Released sent) {
      send(approved(sent), nowMillis);
    } else if (decided.decision() instanceof ReleaseDecision.Refused refused) {
      send(told(refused.task()), nowMillis);
    }
    var halt = decided.halt();
    if (halt != null) {
      send(LimitHaltWire.control(halt), nowMillis);
      send(LimitHaltWire.raised(halt), nowMillis);
    }
  }

  private void look(long nowMillis) {
    for (LimitHalt over : requireNonNull(book).over(this)) {
      send(LimitHaltWire.cleared(over, Instant.ofEpochMilli(nowMillis)), nowMillis);
    }
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

  /** There is no topic that it could be sent to. */
  private static String unreachable(BatchRelease release) {
    return "custodian %s is not configured, so nothing can be sent to it; add it to custodians, then submit the account again"
        .formatted(release.batch().custodianId());
  }

  private static String tooMany() {
    return "%d batches wait already until it is known what is halted; see whether the brokers and the schema registry answer, then submit the account again"
        .formatted(WaitingReleases.AT_MOST);
  }

  private Outgoing approved(ReleaseDecision.Released sent) {
    var batch = sent.batch();
    return Outgoing.toCustodian(
        Topics.APPROVED_TRADES,
        batch.custodianId(),
        batch.accountId(),
        ReleaseWire.approved(sent.release(), sent.batchSeq(), boards));
  }

  private static Outgoing told(AccountTask task) {
    return Outgoing.to(Topics.ACCOUNT_TASKS, task.accountId(), TaskWire.write(task));
  }

  private void send(Outgoing outgoing, long nowMillis) {
    requireNonNull(context).forward(new Record<>(outgoing, outgoing, nowMillis));
  }
}
