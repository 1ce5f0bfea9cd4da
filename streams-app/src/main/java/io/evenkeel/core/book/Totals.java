package io.evenkeel.core.book;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an account holds, whichever sleeve it is in.
 *
 * @param lines units by securityId and, under {@link #CASH}, dollars of trade-date cash; what there
 *     is none of has no line
 */
public record Totals(SortedMap<String, Quantity> lines) {
  /** The line of cash: no security has an empty id. */
  public static final String CASH = "";

  public Totals {
    var some = new TreeMap<>(lines);
    some.values().removeIf(quantity -> quantity.signum() == 0);
    lines = Collections.unmodifiableSortedMap(some);
  }

  /** So much cash and these securities. */
  public static Totals of(Money cash, Map<String, Quantity> securities) {
    var lines = new TreeMap<>(securities);
    lines.put(CASH, new Quantity(cash.dollars()));
    return new Totals(lines);
  }

  /** Of all sleeves, FUNDING and PROTECTED as well: it is all one account at the custodian. */
  public static Totals of(Positions positions) {
    var cash = Money.ZERO;
    var securities = new TreeMap<String, Quantity>();
    for (var sleeve : positions.sleeves()) {
      cash = cash.plus(sleeve.cash());
      sleeve
          .holdings()
          .forEach(h -> securities.merge(h.securityId(), h.quantity(), Quantity::plus));
    }
    return of(cash, securities);
  }

  /** Units, or dollars, of a line. */
  public Quantity of(String line) {
    return lines.getOrDefault(line, Quantity.ZERO);
  }

  /** Lines that are not the same here and there. */
  public SortedSet<String> differingFrom(Totals other) {
    var differing = new TreeSet<>(lines.keySet());
    differing.addAll(other.lines.keySet());
    differing.removeIf(line -> of(line).equals(other.of(line)));
    return differing;
  }
}
