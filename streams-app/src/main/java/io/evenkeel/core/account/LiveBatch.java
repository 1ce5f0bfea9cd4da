package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.history.Execution;
import java.time.Instant;
import java.util.List;

/**
 * A batch that was handed over, with what its custodian said of it.
 *
 * @param acrs of its proposal
 * @param before what was acknowledged before it was approved, should its release be refused
 * @param executions everything that came for it, each execution id once, in the order it came
 */
public record LiveBatch(
    Batch batch,
    List<Acr> acrs,
    Acknowledged before,
    List<Execution> executions,
    Instant handedOverAt) {
  public LiveBatch {
    acrs = List.copyOf(acrs);
    executions = List.copyOf(executions);
  }

  public String batchId() {
    return batch.batchId();
  }
}
