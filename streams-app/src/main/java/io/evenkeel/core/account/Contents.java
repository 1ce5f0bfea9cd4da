package io.evenkeel.core.account;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import java.util.Comparator;
import java.util.SortedMap;

/**
 * Fingerprints of contents: equal exactly when what they stand for is, whatever version it has. An
 * order in which something happens to be listed is no content.
 */
final class Contents {
  private Contents() {}

  /** Holdings and trade-date cash of every sleeve; a quantity of 0 is not held. */
  static String of(Positions positions) {
    var print = new Fingerprint();
    positions.sleeves().stream()
        .sorted(Comparator.comparing(Sleeve::sleeveId))
        .forEach(sleeve -> add(print, sleeve));
    return print.digest();
  }

  private static void add(Fingerprint print, Sleeve sleeve) {
    print.add(sleeve.sleeveId()).add(sleeve.kind()).add(String.valueOf(sleeve.modelId()));
    print.add(sleeve.cash());
    sleeve.holdings().stream()
        .filter(holding -> holding.quantity().signum() != 0)
        .sorted(Comparator.comparing(Holding::securityId))
        .forEach(holding -> print.add(holding.securityId()).add(holding.quantity()));
    print.add("end");
  }

  /** Weights of models, by modelId. */
  static String of(SortedMap<String, Model> models) {
    var print = new Fingerprint();
    models.forEach((id, model) -> print.add(id).add(model.holdings()));
    return print.digest();
  }

  /** Everything whose change ends a NOTHING_TO_TRADE. */
  static String of(
      String positions,
      String target,
      String models,
      SortedMap<String, Leverage> effectiveLeverage,
      SortedMap<String, Side> breached,
      String restrictions) {
    return new Fingerprint()
        .add(positions)
        .add(target)
        .add(models)
        .add(effectiveLeverage)
        .add(breached)
        .add(restrictions)
        .digest();
  }
}
