package io.evenkeel.core.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the price guard knows of a security.
 *
 * @param last the last good price; {@code null} where there is none
 * @param held the price that waits for another to agree; {@code null} where none is held
 */
public record GuardState(@Nullable Tick last, @Nullable Tick held) {
  public static final GuardState NOTHING = new GuardState(null, null);

  /** The same, with the last good price as an action between the two makes one expect it. */
  public GuardState expecting(@Nullable CorporateAction action, Tick next) {
    return action == null || last == null
        ? this
        : new GuardState(action.expected(last, next.asOf()), held);
  }

  /** When the newest price was made, held or good; the beginning of time where there is none. */
  Instant newest() {
    var lastAsOf = last == null ? Instant.MIN : last.asOf();
    return held == null || held.asOf().isBefore(lastAsOf) ? lastAsOf : held.asOf();
  }
}
