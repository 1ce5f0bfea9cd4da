package io.evenkeel.core.account;

/** How far an account is in the rebalancer queue. */
public enum Stage {
  /** Flagged, and nobody has built for it. */
  QUEUED,
  /** A proposal waits for approval. */
  PENDING_APPROVAL,
  /** Some order of its batch is not terminal. */
  IN_FLIGHT,
  /** Every order is terminal; positions that cover the last execution have not come. */
  AWAITING_POSITIONS,
  /** Flagged, and a build would change nothing for now. */
  NOTHING_TO_TRADE
}
