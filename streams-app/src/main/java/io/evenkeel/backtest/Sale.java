package io.evenkeel.backtest;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.tax.Gain;
import io.evenkeel.core.tax.LotPicking;
import io.evenkeel.core.tax.TaxTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A sale that an execution filled.
 *
 * @param proceeds after fees
 * @param lots that it took, in the order in which it did
 * @param day its trade date
 */
record Sale(String executionId, Quantity quantity, Money proceeds, List<Lot> lots, LocalDate day) {
  Sale {
    lots = List.copyOf(lots);
  }

  Gain gain() {
    return Gain.realised(quantity, proceeds, lots, TaxTerms.DEFAULTS.on(day));
  }

  /** As it really was: of its lots as many as that sold; what they do not come to has no basis. */
  Sale corrected(Quantity sold, Money brought) {
    var left = sold;
    var taken = new ArrayList<Lot>();
    for (var lot : lots) {
      if (left.signum() > 0) {
        var part = lot.quantity().compareTo(left) <= 0 ? lot : LotPicking.part(lot, left);
        taken.add(part);
        left = left.minus(part.quantity());
      }
    }
    return new Sale(executionId, sold, brought, taken, day);
  }
}
