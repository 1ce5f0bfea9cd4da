package io.evenkeel.core.account;

import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cash movement.
 *
 * <pre>
 * SCHEDULED ──due──► PROCESSING ──approved──► WORKING ──batch back──► COMPLETED
 *     │                │ │ │ │                  │ │ └ not whole, rejected: FAILED
 *     │                │ │ │ │                  │ └ not whole, batch canceled: CANCELED
 *     │                │ │ │ │                  └ not whole, batch replaced: PROCESSING
 *     │                │ │ │ └ nothing to do: COMPLETED
 *     │                │ │ └ no trades could be built, stale, not approved in time: FAILED
 *     └ canceled       │ └ canceled before its request, request canceled: CANCELED
 *       CANCELED       └◄── FAILED, where the failed request is submitted again
 * </pre>
 *
 * @param number from 0, of the runs of its movement
 * @param date the day on which the cash is to move
 * @param dueAt when it begins
 * @param requestId what it became; {@code null} before
 * @param batchId what carries it out; {@code null} before approval
 * @param issue why it failed; {@code null} where it did not
 * @param sentence what it waits for, or why it ended otherwise than completed; {@code null} where
 *     there is nothing to say
 */
public record CashRun(
    String runId,
    String movementId,
    int number,
    LocalDate date,
    Instant dueAt,
    State state,
    @Nullable String requestId,
    @Nullable String batchId,
    @Nullable IssueCode issue,
    @Nullable String sentence) {

  /** Where a run stands. */
  public enum State {
    SCHEDULED,
    PROCESSING,
    WORKING,
    COMPLETED,
    FAILED,
    CANCELED
  }

  static CashRun scheduled(CashMovement movement, int number, LocalDate date, Instant dueAt) {
    return new CashRun(
        movement.runId(number),
        movement.movementId(),
        number,
        date,
        dueAt,
        State.SCHEDULED,
        null,
        null,
        null,
        null);
  }

  /** The one table of legal transitions. */
  public static Set<State> next(State state) {
    return switch (state) {
      case SCHEDULED -> Set.of(State.PROCESSING, State.CANCELED);
      case PROCESSING -> Set.of(State.WORKING, State.COMPLETED, State.FAILED, State.CANCELED);
      case WORKING -> Set.of(State.COMPLETED, State.FAILED, State.CANCELED, State.PROCESSING);
      case FAILED -> Set.of(State.PROCESSING);
      case COMPLETED, CANCELED -> Set.of();
    };
  }

  /** Whether it ended, so that only the retry of a failed one could begin it again. */
  public boolean hasEnded() {
    return state == State.COMPLETED || state == State.FAILED || state == State.CANCELED;
  }

  /** Whether it is due and has no request yet. */
  boolean isWaiting() {
    return state == State.PROCESSING && requestId == null;
  }

  /** Whether its request is open. */
  boolean isOpen() {
    return requestId != null && (state == State.PROCESSING || state == State.WORKING);
  }

  CashRun waiting(@Nullable String because) {
    var to = state == State.PROCESSING ? state : advance(State.PROCESSING);
    return with(to, null, null, null, because);
  }

  CashRun opened(String asRequestId) {
    var to = state == State.PROCESSING ? state : advance(State.PROCESSING);
    return with(to, asRequestId, null, null, null);
  }

  CashRun working(String inBatchId) {
    return with(advance(State.WORKING), requestId, inBatchId, null, null);
  }

  CashRun completed(@Nullable String because) {
    return with(advance(State.COMPLETED), requestId, batchId, null, because);
  }

  CashRun failed(@Nullable IssueCode code, String because) {
    return with(advance(State.FAILED), requestId, batchId, code, because);
  }

  CashRun canceled(String because) {
    return with(advance(State.CANCELED), requestId, batchId, null, because);
  }

  private State advance(State to) {
    if (!next(state).contains(to)) {
      throw new IllegalStateException(
          "run %s is %s and cannot become %s".formatted(runId, state, to));
    }
    return to;
  }

  private CashRun with(
      State to,
      @Nullable String request,
      @Nullable String batch,
      @Nullable IssueCode code,
      @Nullable String because) {
    return new CashRun(runId, movementId, number, date, dueAt, to, request, batch, code, because);
  }
}
