package io.evenkeel.core.book;

import io.evenkeel.core.money.Quantity;
import java.util.List;

/**
 * A quantity of one security in one sleeve.
 *
 * @param quantity at least 0
 */
public record Holding(String securityId, Quantity quantity, List<Lot> lots) {
  public Holding {
    lots = List.copyOf(lots);
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException(
          "the quantity of " + securityId + " must be 0 or more: " + quantity);
    }
  }
}
