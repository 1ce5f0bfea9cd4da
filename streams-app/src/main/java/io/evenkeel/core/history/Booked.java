package io.evenkeel.core.history;

import java.util.List;

/**
 * What of a batch moves positions.
 *
 * @param accepted whether the custodian took the batch, so that its transfers take effect
 * @param executions those that count, at most one of a trade, each of an order of the batch
 * @param ids of all results that positions follow from, sorted: fills, busts, corrections, and the
 *     acceptance of transfers
 */
public record Booked(boolean accepted, List<Execution> executions, List<String> ids) {
  public Booked {
    executions = List.copyOf(executions);
    ids = List.copyOf(ids);
  }
}
