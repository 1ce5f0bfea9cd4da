package io.evenkeel.pipeline.market;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.PriceRelease;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.pipeline.market.ReportMemory.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands that release a held price. The boards learn of a release from price-holds, as
 * every instance does. The same commandId again is answered the same, for seven days.
 */
final class PriceReleases {
  private static final Duration REMEMBERED = Duration.ofDays(7);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  private final PriceBoard prices;
  private final ReportMemory memory;
  private final MarketOutputs outputs;
  private boolean mayWait = true;
  private Instant swept = Instant.MIN;

  PriceReleases(PriceBoard prices, ReportMemory memory, MarketOutputs outputs) {
    this.prices = prices;
    this.memory = memory;
    this.outputs = outputs;
  }

  /** Keeps a command until the boards may be asked. */
  void await(long offset, ReleaseCommand command) {
    memory.await(offset, command);
    mayWait = true;
  }

  void answer(Instant now) {
    if (mayWait) {
      memory.takeWaiting().forEach(command -> answer(command, now));
      mayWait = false;
    }
    if (now.isAfter(swept.plus(SWEEP_EVERY))) {
      memory.forgetAnswersBefore(now.minus(REMEMBERED));
      swept = now;
    }
  }

  private void answer(ReleaseCommand command, Instant now) {
    var before = memory.answer(command);
    var held = held(command.securityId());
    if (before != null) {
      reject(command, before.rejected(), now);
      outputs.audited(audited(command, held, held, now, Outcome.REPEATED, before.rejected()));
      return;
    }
    var answer = PriceRelease.answer(held, command);
    if (answer instanceof ReleaseAnswer.Released released) {
      release(released.hold(), now);
    }
    var rejected = answer instanceof ReleaseAnswer.Rejected no ? no : null;
    reject(command, rejected, now);
    memory.answer(command, new Answer(now, rejected));
    var after = answer instanceof ReleaseAnswer.Released released ? released.hold() : held;
    var outcome = rejected == null ? Outcome.ACCEPTED : Outcome.REJECTED;
    outputs.audited(audited(command, held, after, now, outcome, rejected));
  }

  private static AuditEntry audited(
      ReleaseCommand command,
      @Nullable PriceHold held,
      @Nullable PriceHold after,
      Instant now,
      Outcome outcome,
      ReleaseAnswer.@Nullable Rejected rejected) {
    return new AuditEntry(
        AuditEntry.subject(AuditEntry.Kind.SECURITY, command.securityId()),
        "ReleasePrice",
        command.sentBy(),
        command.firmId(),
        now,
        command.commandId(),
        command.toString(),
        held == null ? null : held.toString(),
        after == null ? null : after.toString(),
        outcome,
        rejected == null ? null : rejected.sentence());
  }

  private @Nullable PriceHold held(String securityId) {
    var hold = prices.hold(securityId);
    var said = memory.hold(securityId);
    return hold != null && said != null && PriceHoldReports.isReleaseOf(said, hold) ? null : hold;
  }

  private void release(PriceHold released, Instant now) {
    var said = memory.hold(released.securityId());
    outputs.hold(released.securityId(), released, now);
    memory.hold(released.securityId(), released);
    if (said != null && said.isHolding()) {
      outputs.advisory(PriceHoldReports.quarantined(released.securityId(), false, now));
    }
  }

  private void reject(ReleaseCommand command, ReleaseAnswer.@Nullable Rejected why, Instant now) {
    if (why != null) {
      outputs.rejection(command, why, now);
    }
  }
}
