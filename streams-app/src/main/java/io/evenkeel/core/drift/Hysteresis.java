package io.evenkeel.core.drift;

import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * When a line is breached, and when it no longer is. A line becomes breached strictly outside its
 * band, and stays so until it is back inside the clearing edge, which lies this share of the way
 * from the band's edge to the target. So a weight that trembles on its bound is one breach.
 *
 * @param share in [0, 1]; 0 clears at the band's edge, 1 at the target
 */
public record Hysteresis(Rational share) {
  public static final Hysteresis DEFAULT = of("0.10");

  public Hysteresis {
    if (share.signum() < 0 || share.isGreaterThan(Rational.ONE)) {
      throw new IllegalArgumentException("hysteresis is from 0 to 1: " + share);
    }
  }

  /** The share as written, such as {@code "0.10"}. */
  public static Hysteresis of(String share) {
    return new Hysteresis(Rational.of(share));
  }

  /**
   * The side on which a weight stands.
   *
   * @param before the side that the line had when it was last judged
   */
  public Side side(Rational weight, Band band, Side before) {
    if (weight.isLessThan(band.low())) {
      return Side.BELOW;
    }
    var high = band.high();
    if (high != null && weight.isGreaterThan(high)) {
      return Side.ABOVE;
    }
    return before == Side.NONE || isCleared(weight, band, before) ? Side.NONE : before;
  }

  private boolean isCleared(Rational weight, Band band, Side before) {
    if (before == Side.BELOW) {
      return !weight.isLessThan(lowerClearingEdge(band));
    }
    var edge = upperClearingEdge(band);
    return edge == null || !weight.isGreaterThan(edge);
  }

  /** The highest weight at which a breach above ends; {@code null} where nothing bounds above. */
  public @Nullable Rational upperClearingEdge(Band band) {
    var high = band.high();
    return high == null ? null : towards(high, band.target());
  }

  /** The lowest weight at which a breach below ends. */
  public Rational lowerClearingEdge(Band band) {
    return towards(band.low(), band.target());
  }

  private Rational towards(Rational edge, Rational target) {
    var kept = Rational.ONE.minus(share);
    return target.plus(kept.times(edge.minus(target)));
  }
}
