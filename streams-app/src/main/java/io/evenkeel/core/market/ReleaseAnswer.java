package io.evenkeel.core.market;

/** What becomes of a {@link ReleaseCommand}. */
public sealed interface ReleaseAnswer {
  /** The held price is the last good one from now on. */
  record Released(PriceHold hold) implements ReleaseAnswer {}

  /** Nothing changes. */
  record Rejected(Code code, String sentence) implements ReleaseAnswer {}

  /** Why a release is rejected. */
  enum Code {
    NOTHING_HELD,
    /** Another price is held than the sender saw. */
    WRONG_STATE,
    /** A price is every firm's, so no firm's user may release it. */
    WRONG_FIRM
  }
}
