package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * What a build is bound by, beside the account itself.
 *
 * @param hysteresis in [0, 1)
 * @param initialMargin equity asked for a unit of exposure after a build that raises exposure: 0.50
 * @param floor no order or transfer below it: $1.00
 * @param maxVolumeShare an order above this share of the average daily volume is held: 0.001;
 *     {@code null} holds none
 * @param maintenanceMargin equity asked for a unit of exposure after a withdrawal: 0.25; {@code
 *     null} asks for none
 */
public record BuildSettings(
    Rational hysteresis,
    Rational initialMargin,
    Money floor,
    @Nullable Rational maxVolumeShare,
    @Nullable Rational maintenanceMargin) {
  private static final Rational A_THOUSANDTH = Rational.of("0.001");

  public static final BuildSettings DEFAULTS =
      new BuildSettings(Rational.of("0.10"), Rational.of("0.50"), Money.of("1.00"));

  /** With the usual share of the average daily volume. */
  public BuildSettings(Rational hysteresis, Rational initialMargin, Money floor) {
    this(hysteresis, initialMargin, floor, A_THOUSANDTH);
  }

  /** Of no account in particular, so that nobody knows its maintenance margin. */
  public BuildSettings(
      Rational hysteresis, Rational initialMargin, Money floor, @Nullable Rational maxVolumeShare) {
    this(hysteresis, initialMargin, floor, maxVolumeShare, null);
  }

  /** The same for an account with this maintenance margin. */
  public BuildSettings withMaintenanceMargin(Rational margin) {
    return new BuildSettings(hysteresis, initialMargin, floor, maxVolumeShare, margin);
  }
}
