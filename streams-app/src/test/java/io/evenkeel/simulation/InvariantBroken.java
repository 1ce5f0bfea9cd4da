package io.evenkeel.simulation;

/** An invariant does not hold. */
final class InvariantBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Invariant invariant;

  InvariantBroken(Invariant invariant, String what) {
    super(invariant.title() + ": " + what);
    this.invariant = invariant;
  }

  InvariantBroken(Invariant invariant, String what, Throwable cause) {
    super(invariant.title() + ": " + what, cause);
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }

  /** Throws unless it holds. */
  static void unless(boolean holds, Invariant invariant, String what, Object... args) {
    if (!holds) {
      throw new InvariantBroken(invariant, what.formatted(args));
    }
  }
}
