package io.evenkeel.core.account;

import io.evenkeel.core.money.Quantity;

/**
 * A line that the sleeves and the custodian of an account tell differently: units of a security, or
 * dollars of cash.
 */
public record Gap(Quantity sleeves, Quantity custodian) {

  /** What the custodian says, less what the sleeves add up to. */
  public Quantity difference() {
    return custodian.minus(sleeves);
  }
}
