package io.evenkeel.core.custody;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.rebalance.TradeSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lots sales really take: those that their orders named, as far as they are there, then the
 * oldest. Just what {@link SleeveAccounting} books.
 */
public final class LotsTaken {
  private LotsTaken() {}

  /**
   * Lots that each fill takes, one after the other; none for a purchase, or where none is known.
   */
  public static List<List<Lot>> by(List<Fill> fills, Positions before) {
    var sales = new HashMap<String, LotSale>();
    before
        .sleeves()
        .forEach(
            sleeve ->
                sleeve
                    .holdings()
                    .forEach(
                        held ->
                            sales.put(
                                key(sleeve.sleeveId(), held.securityId()),
                                new LotSale(held.lots()))));
    var taken = new ArrayList<List<Lot>>();
    fills.forEach(fill -> taken.add(fill.side() == TradeSide.SELL ? by(fill, sales) : List.of()));
    return taken;
  }

  private static List<Lot> by(Fill fill, Map<String, LotSale> sales) {
    var sale =
        sales.computeIfAbsent(
            key(fill.sleeveId(), fill.securityId()), none -> new LotSale(List.of()));
    sale.sold(fill.quantity(), fill.lots());
    return sale.taken();
  }

  private static String key(String sleeveId, String securityId) {
    return sleeveId + "/" + securityId;
  }
}
