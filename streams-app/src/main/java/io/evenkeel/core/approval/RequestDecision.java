package io.evenkeel.core.approval;

import java.util.List;

/**
 * What follows from one input to a request.
 *
 * @param state to be kept under its requestId; dropped where it {@link RequestState#isUnused}
 * @param rows the accounts that changed, to be kept; no other did
 * @param outputs in the order in which they are to be sent
 */
public record RequestDecision(
    RequestState state, List<RequestAccountState> rows, List<RequestOutput> outputs) {
  public RequestDecision {
    rows = List.copyOf(rows);
    outputs = List.copyOf(outputs);
  }
}
