package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;

/**
 * What a build does to the capital or the leverage of one model sleeve: an ACR once it is proposed.
 *
 * @param amount what the sleeve receives; negative when it gives; may be 0
 * @param before the leverage it was judged at
 * @param applied the leverage it has once approved: what it is built at where {@code latches}, else
 *     {@code before}
 * @param latches whether approval makes {@code applied} the effective leverage
 */
public record SleeveChange(
    String modelId,
    String sleeveId,
    Type type,
    Money amount,
    Leverage before,
    Leverage applied,
    boolean latches) {
  /** The three kinds of ACR. */
  public enum Type {
    OPEN,
    CHANGE,
    CLOSE
  }
}
