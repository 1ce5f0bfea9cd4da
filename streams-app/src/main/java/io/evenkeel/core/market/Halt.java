package io.evenkeel.core.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word on whether anything of a scope is released to a custodian.
 *
 * @param id the firmId, custodianId, accountId or securityId that it is about
 * @param halted false where the halt was lifted
 * @param reason as they gave it; {@code null} where they gave none
 */
public record Halt(
    Scope scope, String id, boolean halted, @Nullable String reason, String setBy, Instant setAt) {
  /** What a halt is about. */
  public enum Scope {
    FIRM,
    CUSTODIAN,
    ACCOUNT,
    SECURITY
  }

  /** How it is keyed on its topic, such as FIRM/F-1. */
  public String key() {
    return keyOf(scope, id);
  }

  /** How a halt of that scope is keyed. */
  public static String keyOf(Scope scope, String id) {
    return scope.name() + "/" + id;
  }
}
