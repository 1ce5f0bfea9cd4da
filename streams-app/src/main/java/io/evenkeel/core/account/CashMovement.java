package io.evenkeel.core.account;

import io.evenkeel.core.rebalance.CashFlow;

/**
 * A deposit or withdrawal that somebody asked for.
 *
 * @param flow of every run; nothing of it is reserved
 */
public record CashMovement(
    String movementId, CashFlow flow, CashSchedule schedule, String requestedBy) {

  /** The id of a run, and of the request that it becomes. */
  String runId(int number) {
    return schedule.recurs() ? movementId + ":" + schedule.day(number) : movementId;
  }
}
