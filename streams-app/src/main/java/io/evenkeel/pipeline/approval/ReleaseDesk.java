package io.evenkeel.pipeline.approval;

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
import io.evenkeel.pipeline.wire.ReleaseWire;
import io.evenkeel.pipeline.wire.TaskWire;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decides about what may pass the last step, keeps what was decided and says it. */
final class ReleaseDesk implements ControlBoard {
  private final List<String> custodians;
  private final LimitSettings limits;
  private final BoardsView boards;
  private final ProcessorContext<Object, Outgoing> context;
  private final ReleaseBook book;

  /**
   * @param custodians those that have a topic to be sent to
   */
  ReleaseDesk(
      List<String> custodians,
      LimitSettings limits,
      BoardsView boards,
      ProcessorContext<Object, Outgoing> context) {
    this.custodians = custodians;
    this.limits = limits;
    this.boards = boards;
    this.context = context;
    this.book = ReleaseBook.of(context);
  }

  /** Decides about it. */
  void pass(String custodianId, BatchRelease release, long atMillis) {
    if (!custodians.contains(custodianId)) {
      refuse(custodianId, release, unreachable(release), atMillis);
      return;
    }
    var at = Instant.ofEpochMilli(atMillis);
    var before = book.state(custodianId);
    var decided = decided(custodianId, release, at);
    book.keep(decided);
    say(decided, atMillis);
    ReleaseAudit.of(release, before, decided.decision(), at)
        .ifPresent(audited -> send(audited, atMillis));
  }

  /** Refuses it with that sentence, without a decision about the batch. */
  void refuse(String custodianId, BatchRelease release, String sentence, long atMillis) {
    var at = Instant.ofEpochMilli(atMillis);
    send(told(release.refused(sentence, at)), atMillis);
    send(ReleaseAudit.refused(release, book.state(custodianId), sentence, at), atMillis);
  }

  private LimitedRelease decided(String custodianId, BatchRelease release, Instant at) {
    return LimitedRelease.decide(
        limits,
        book.state(custodianId),
        book::released,
        book.usage(release.batch()),
        release,
        book.halts(this),
        at,
        now(release));
  }

  /** By the clock of this process, which nobody who sends records can turn. */
  private ReleaseLimits.Now now(BatchRelease release) {
    var word = word(Halt.Scope.ACCOUNT, release.batch().accountId());
    return new ReleaseLimits.Now(
        Instant.ofEpochMilli(context.currentSystemTimeMs()),
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

  /** Says which halts of its own somebody has lifted. */
  void tellWhatIsOver(long nowMillis) {
    for (LimitHalt over : book.over(this)) {
      send(LimitHaltWire.cleared(over, Instant.ofEpochMilli(nowMillis)), nowMillis);
    }
  }

  /** Forgets what no limit counts any more. */
  void forget(long nowMillis) {
    book.forget(Instant.ofEpochMilli(nowMillis));
  }

  /** There is no topic that it could be sent to. */
  private static String unreachable(BatchRelease release) {
    return "custodian %s is not configured, so nothing can be sent to it; add it to custodians, then submit the account again"
        .formatted(release.batch().custodianId());
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
    context.forward(new Record<>(outgoing, outgoing, nowMillis));
  }
}
