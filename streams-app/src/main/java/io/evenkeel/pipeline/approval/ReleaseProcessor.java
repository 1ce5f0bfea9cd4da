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

/**
 * Stage 4 of 5, the last step: one writer per custodian holds the limits, numbers the batches and
 * sends them.
 */
public final class ReleaseProcessor
    implements Processor<Object, Received<BatchRelease>, Object, Outgoing>, ControlBoard {
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final List<String> custodians;
  private final LimitSettings limits;
  private final BoardsView boards;
  private @Nullable ProcessorContext<Object, Outgoing> context;
  private @Nullable ReleaseBook book;

  /**
   * @param custodians those that have a topic to be sent to
   */
  public ReleaseProcessor(List<String> custodians, LimitSettings limits, BoardsView boards) {
    this.custodians = custodians;
    this.limits = limits;
    this.boards = boards;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    this.context = context;
    this.book = ReleaseBook.of(context);
    context.schedule(
        FORGET_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> requireNonNull(book).forget(Instant.ofEpochMilli(now)));
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<Object, Received<BatchRelease>> record) {
    var received = record.value();
    var at = Instant.ofEpochMilli(record.timestamp());
    var before = requireNonNull(book).state(received.key());
    if (!custodians.contains(received.key())) {
      var task = unreachable(received.content(), at);
      send(told(task), record.timestamp());
      send(
          ReleaseAudit.refused(received.content(), before, task.sentence(), at),
          record.timestamp());
      return;
    }
    var decided = decided(received, at);
    requireNonNull(book).keep(decided);
    say(decided, record.timestamp());
    ReleaseAudit.of(received.content(), before, decided.decision(), at)
        .ifPresent(audited -> send(audited, record.timestamp()));
  }

  private LimitedRelease decided(Received<BatchRelease> received, Instant at) {
    var known = requireNonNull(book);
    var release = received.content();
    return LimitedRelease.decide(
        limits,
        known.state(received.key()),
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
  }

  /** Not a decision about the batch: there is no topic that it could be sent to. */
  private static AccountTask.ReleaseRefused unreachable(BatchRelease release, Instant at) {
    return release.refused(
        "custodian %s is not configured, so nothing can be sent to it; add it to custodians, then submit the account again"
            .formatted(release.batch().custodianId()),
        at);
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
