package io.evenkeel.pipeline.wire;

import io.evenkeel.core.limits.LimitHalt;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.Severity;
import java.time.Instant;

/** A broken limit, on {@code controls} and {@code advisories}. */
public final class LimitHaltWire {
  private LimitHaltWire() {}

  /** Halts the scope for everybody. */
  public static Outgoing control(LimitHalt limit) {
    var halt = limit.halt();
    return Outgoing.to(
        Topics.CONTROLS,
        limit.key(),
        Control.newBuilder()
            .setScope(Symbols.write(halt.scope(), ControlScope.class))
            .setScopeId(halt.scopeId())
            .setHalted(true)
            .setReason(halt.reason())
            .setSetBy(halt.setBy())
            .setSetAt(halt.setAt())
            .build());
  }

  /** Tells whoever follows advisories, under the account whose batch broke the limit. */
  public static Outgoing raised(LimitHalt limit) {
    return advisory(limit, true, limit.halt().setAt());
  }

  /** Somebody resumed. */
  public static Outgoing cleared(LimitHalt limit, Instant at) {
    return advisory(limit, false, at);
  }

  private static Outgoing advisory(LimitHalt limit, boolean raised, Instant at) {
    return Outgoing.to(
        Topics.ADVISORIES,
        limit.accountId(),
        Advisory.newBuilder()
            .setAccountId(limit.accountId())
            .setFirmId(limit.firmId())
            .setAdvisorId(limit.advisorId())
            .setCustodianId(limit.custodianId())
            .setCode(AdvisoryCode.RELEASE_HALTED)
            .setSubject(limit.key())
            .setRaised(raised)
            .setSeverity(Severity.CRITICAL)
            .setSentence(sentence(limit))
            .setWhatToDo(sentenceOf(limit.whatToDo()))
            .setAt(at)
            .build());
  }

  private static String sentence(LimitHalt limit) {
    var halt = limit.halt();
    return "Nothing of %s %s is sent to custodians: %s."
        .formatted(
            halt.scope().name().toLowerCase(java.util.Locale.ROOT),
            halt.scopeId(),
            String.valueOf(halt.reason()));
  }

  private static String sentenceOf(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
