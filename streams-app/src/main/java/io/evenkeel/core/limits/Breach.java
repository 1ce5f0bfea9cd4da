package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Halt;
import org.jspecify.annotations.Nullable;

/**
 * Why the last step does not send something.
 *
 * @param halts the narrowest scope that is halted for it; {@code null} where nothing is, because
 *     waiting for a price needs nobody to lift anything
 * @param scopeId the firm, custodian, account or security; empty where nothing is halted
 * @param sentence what is so
 * @param whatToDo about it
 */
public record Breach(
    Rule rule, Halt.@Nullable Scope halts, String scopeId, String sentence, String whatToDo) {
  /** What was broken. */
  public enum Rule {
    NOT_AN_ORDER,
    PRICE_UNKNOWN,
    PRICE_HELD,
    PRICE_STALE,
    ORDER_NOTIONAL,
    BATCH_NOTIONAL,
    PRICE_COLLAR,
    ORDERS_PER_DAY,
    DUPLICATE,
    CUSTODIAN_PER_MINUTE,
    FIRM_PER_MINUTE
  }

  static Breach refusing(Rule rule, String sentence, String whatToDo) {
    return new Breach(rule, null, "", sentence, whatToDo);
  }

  static Breach halting(
      Rule rule, Halt.Scope scope, String scopeId, String sentence, String whatToDo) {
    return new Breach(rule, scope, scopeId, sentence, whatToDo);
  }

  /** Both as one sentence, for whoever is told that nothing was sent. */
  public String whole() {
    var halted =
        halts == null
            ? ""
            : "; %s %s is halted"
                .formatted(halts.name().toLowerCase(java.util.Locale.ROOT), scopeId);
    return sentence + halted + "; " + whatToDo;
  }
}
