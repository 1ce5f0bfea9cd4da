package io.evenkeel.core.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody stopped everything of one scope from reaching a custodian.
 *
 * @param scopeId the firm, custodian, account or security
 * @param reason {@code null} where none was given
 */
public record Halt(
    Scope scope, String scopeId, @Nullable String reason, String setBy, Instant setAt) {
  /** What a halt is about. */
  public enum Scope {
    FIRM,
    CUSTODIAN,
    ACCOUNT,
    SECURITY
  }

  String sentence() {
    return "%s %s is halted since %s by %s%s; lift the halt, then submit the account again"
        .formatted(
            scope.name().toLowerCase(java.util.Locale.ROOT),
            scopeId,
            setAt,
            setBy,
            reason == null ? "" : " (" + reason + ")");
  }
}
