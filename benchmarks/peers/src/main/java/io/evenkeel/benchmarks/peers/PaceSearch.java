package io.evenkeel.benchmarks.peers;

/**
 * The search for the fastest pace that somebody keeps up with: further and further up or down until
 * one pace was kept up with and a faster one was missed, then between the two until they differ by
 * a fifth. It decides what to ask next and takes no time itself.
 */
final class PaceSearch {
  /** Paces nearer to each other than this are not told apart. */
  static final double RESOLUTION = 1.2;

  /** Slower than a tick a second is no pace. */
  private static final double LEAST = 1;

  private Pace best = Pace.NONE;
  private double slow;
  private double fast = Double.POSITIVE_INFINITY;
  private double asked;
  private double stride;
  private boolean isOver;

  private PaceSearch(double first, double stride) {
    this.asked = first;
    this.stride = stride;
    this.isOver = first < LEAST;
  }

  /** For somebody of whom nothing is known but a guess. */
  static PaceSearch around(double guess) {
    return new PaceSearch(guess, 2);
  }

  /** For somebody who kept up with this pace before: a search that two paces may end. */
  static PaceSearch from(double known) {
    return new PaceSearch(known, RESOLUTION);
  }

  boolean isOver() {
    return isOver;
  }

  /** Ticks a second to try next. */
  double next() {
    return asked;
  }

  /** What came of what was asked. */
  void tell(Pace pace) {
    if (pace.isInTime()) {
      best = pace;
      slow = asked;
    } else {
      fast = asked;
    }
    isOver = pace.isInTime() && !pace.isAsAsked(); // The machine cannot send any faster.
    if (!isOver) {
      goOn();
    }
  }

  private void goOn() {
    if (slow > 0 && Double.isFinite(fast)) {
      asked = Math.sqrt(slow * fast);
      isOver = fast / slow <= RESOLUTION * (1 + 1e-9);
    } else {
      isOver = fast <= LEAST;
      asked = slow > 0 ? slow * stride : Math.max(LEAST, fast / stride);
      stride = Math.min(4, stride * stride);
    }
  }

  /** The fastest pace that was kept up with so far; {@link Pace#NONE} where there was none. */
  Pace best() {
    return best;
  }
}
