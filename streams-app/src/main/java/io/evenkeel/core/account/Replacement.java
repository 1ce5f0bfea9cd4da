package io.evenkeel.core.account;

import io.evenkeel.core.book.TradeLogic;
import org.jspecify.annotations.Nullable;

/**
 * The request that is to come in the place of a canceled batch.
 *
 * <pre>
 * ASKED ──its batch ended──► OPENED ──built, or the request was refused──► ANSWERED
 * </pre>
 *
 * @param logic {@code null} takes the target's
 */
public record Replacement(
    String requestId, @Nullable TradeLogic logic, String askedBy, State state) {

  /** Where it stands. */
  public enum State {
    ASKED,
    OPENED,
    ANSWERED
  }

  static Replacement asked(Ask.ReplaceBatch ask, String askedBy) {
    return new Replacement(ask.requestId(), ask.logic(), askedBy, State.ASKED);
  }

  Replacement to(State next) {
    if (next.ordinal() != state.ordinal() + 1) {
      throw new IllegalStateException(
          "replacement %s is %s and cannot become %s".formatted(requestId, state, next));
    }
    return new Replacement(requestId, logic, askedBy, next);
  }
}
