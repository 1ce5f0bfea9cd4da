package io.evenkeel.chaos.judge;

/** What it means where an invariant does not hold. */
public enum Kind {
  /** Something is missing that must be there. */
  LOST,
  /** Something is there twice that may be there once. */
  DUPLICATED,
  /** Something is there that is not so. */
  WRONG,
  /** Nothing happened, so that nothing was shown. */
  IDLE
}
