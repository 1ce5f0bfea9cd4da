package io.evenkeel.core.book;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;

/**
 * One line of a target.
 *
 * @param ref the security's, model's or sub-target's id; empty for CASH
 * @param weight at least 0, at most 1
 * @param leverage configured leverage of a MODEL's sleeve, above 0; 1 elsewhere
 * @param trackManagerLeverage whether a MODEL's sleeve follows the manager's cash
 * @param triggers whether a breach of this line flags the account
 */
public record Component(
    Kind kind,
    String ref,
    GivenWeight weight,
    Tolerance threshold,
    Tolerance precision,
    Leverage leverage,
    boolean trackManagerLeverage,
    boolean triggers) {

  /** What a component's weight is spent on. */
  public enum Kind {
    SECURITY,
    MODEL,
    CASH,
    SUBTARGET
  }

  /** A component with the default threshold, precision and no leverage, which triggers. */
  public static Component of(Kind kind, String ref, String weight) {
    return new Component(
        kind,
        ref,
        GivenWeight.of(weight),
        Tolerance.DEFAULT_THRESHOLD,
        Tolerance.DEFAULT_PRECISION,
        Leverage.NONE,
        true,
        true);
  }
}
