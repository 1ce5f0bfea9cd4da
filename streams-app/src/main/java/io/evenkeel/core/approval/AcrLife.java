package io.evenkeel.core.approval;

import io.evenkeel.core.approval.Acr.State;
import java.util.Set;

/**
 * The life of an ACR.
 *
 * <pre>
 * PROPOSED ──approve──► APPROVED ──released──► SUBMITTED ──filled or accepted──► COMPLETED
 *    │ │ │                 │                     │ │ │ └ every order rejected: REJECTED
 *    │ │ │                 │ not released        │ │ └ ended without a fill in the sleeve: FAILED
 *    │ │ └ stale ──────────┴──► FAILED           │ └ released by hand, canceled: CANCELED
 *    │ └ request canceled, account left out: CANCELED
 *    └ end of the business day: EXPIRED ◄────────┘ so did the orders
 * </pre>
 */
public final class AcrLife {
  private AcrLife() {}

  /** The one table of legal transitions. */
  public static Set<State> next(State state) {
    return switch (state) {
      case PROPOSED -> Set.of(State.APPROVED, State.FAILED, State.CANCELED, State.EXPIRED);
      case APPROVED -> Set.of(State.SUBMITTED, State.FAILED);
      case SUBMITTED ->
          Set.of(State.COMPLETED, State.FAILED, State.CANCELED, State.EXPIRED, State.REJECTED);
      case COMPLETED, FAILED, CANCELED, EXPIRED, REJECTED -> Set.of();
    };
  }

  public static boolean isTerminal(State state) {
    return next(state).isEmpty();
  }

  /**
   * The next state.
   *
   * @throws IllegalStateException if an ACR cannot go there from here
   */
  public static State advance(State from, State to) {
    if (!next(from).contains(to)) {
      throw new IllegalStateException("an ACR that is " + from + " cannot become " + to);
    }
    return to;
  }
}
