package io.evenkeel.core.approval;

/** What becomes of a batch at the last step before its custodian. */
public sealed interface ReleaseDecision {
  /**
   * It is sent.
   *
   * @param state to be kept for the custodian
   * @param remembered to be kept for the batch
   * @param batchSeq from 1 without gaps
   */
  record Released(ReleaseState state, ReleasedBatch remembered, BatchRelease release, long batchSeq)
      implements ReleaseDecision {
    public Batch batch() {
      return release.batch();
    }
  }

  /**
   * Nothing is sent, and the account is told.
   *
   * @param remembered to be kept for the batch
   */
  record Refused(ReleasedBatch remembered, AccountTask.ReleaseRefused task)
      implements ReleaseDecision {}

  /** It was released or refused before; nothing is sent and nothing changes. */
  record Repeated(ReleasedBatch earlier) implements ReleaseDecision {}
}
