package io.evenkeel.core.drift;

/** What changed of that which an advisor sees. */
public enum DriftEventKind {
  /** The account needs attention now. */
  FLAGGED,
  /** While flagged: the breached triggering lines or their sides, the tiles, or the causes. */
  CHANGED,
  /** No cause is left. */
  CLEARED,
  /** It can no longer be judged; what was last said of it stands until it can. */
  UNCHECKABLE,
  /** It can be judged again; what differs from what was last said follows. */
  CHECKABLE,
  /** Rebalancing was switched off, or the account is no longer ACTIVE or is gone. */
  MONITORING_STOPPED
}
