package io.evenkeel.core.approval;

/**
 * What the release task keeps for one custodian.
 *
 * @param lastBatchSeq number of the last batch that was sent; 0 before the first
 */
public record ReleaseState(String custodianId, long lastBatchSeq) {
  /** Before the first batch. */
  public static ReleaseState first(String custodianId) {
    return new ReleaseState(custodianId, 0);
  }
}
