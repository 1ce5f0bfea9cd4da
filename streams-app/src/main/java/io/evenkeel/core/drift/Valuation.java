package io.evenkeel.core.drift;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Uncheckable.Reason;
import io.evenkeel.core.market.Boards;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the MANAGED and MODEL sleeves of an account are worth, exactly: in whole units of 10<sup>-12
 * </sup> dollars, since a quantity and a price have at most 6 decimals each. FUNDING and PROTECTED
 * sleeves are not looked at.
 *
 * <p>Where there are reasons against it, the values mean nothing.
 */
final class Valuation {
  /** Units to the dollar. */
  static final BigInteger UNITS_PER_DOLLAR = BigInteger.TEN.pow(12);

  private static final int DECIMALS = 12;

  /** What is held, quantity above 0. */
  record ValuedHolding(String securityId, BigInteger value) {}

  /**
   * A sleeve and what it is worth.
   *
   * @param modelId empty for the MANAGED sleeve
   * @param holdings by securityId
   */
  record ValuedSleeve(
      String modelId,
      List<ValuedHolding> holdings,
      BigInteger cash,
      BigInteger invested,
      BigInteger equity) {

    boolean isEmpty() {
      return holdings.isEmpty() && cash.signum() == 0;
    }
  }

  private final Boards boards;
  private final StaleAfter staleAfter;
  private final Instant now;
  private final Instant asOf;
  private final SortedSet<Uncheckable> reasons = new TreeSet<>();
  private final List<ValuedSleeve> models = new ArrayList<>();
  private ValuedSleeve managed =
      new ValuedSleeve("", List.of(), BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  Valuation(Positions positions, StaleAfter staleAfter, Instant now, Boards boards) {
    this.boards = boards;
    this.staleAfter = staleAfter;
    this.now = now;
    this.asOf = positions.asOf();
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MANAGED) {
        managed = valued(sleeve);
      } else if (sleeve.kind() == Sleeve.Kind.MODEL) {
        models.add(valued(sleeve));
      }
    }
    models.sort(Comparator.comparing(ValuedSleeve::modelId));
  }

  private ValuedSleeve valued(Sleeve sleeve) {
    var holdings = new ArrayList<ValuedHolding>(sleeve.holdings().size());
    var invested = BigInteger.ZERO;
    for (var holding : sleeve.holdings()) {
      if (holding.quantity().signum() > 0) {
        var value = value(holding);
        holdings.add(new ValuedHolding(holding.securityId(), value));
        invested = invested.add(value);
      }
    }
    holdings.sort(Comparator.comparing(ValuedHolding::securityId));
    var cash = units(sleeve.cash().dollars());
    var modelId = sleeve.modelId();
    return new ValuedSleeve(
        modelId == null ? "" : modelId, holdings, cash, invested, invested.add(cash));
  }

  private BigInteger value(Holding holding) {
    var id = holding.securityId();
    var quote = boards.quote(id);
    var security = boards.security(id);
    if (security != null && !security.currency().equals("USD")) {
      reasons.add(new Uncheckable(Reason.CURRENCY_UNSUPPORTED, id));
    }
    if (quote == null) {
      var reason = security == null ? Reason.SECURITY_UNKNOWN : Reason.PRICE_MISSING;
      reasons.add(new Uncheckable(reason, id));
      return BigInteger.ZERO;
    }
    if (!quote.currency().equals("USD")) {
      reasons.add(new Uncheckable(Reason.CURRENCY_UNSUPPORTED, id));
    }
    if (quote.quarantined()) {
      reasons.add(new Uncheckable(Reason.PRICE_QUARANTINED, id));
    }
    var action = boards.corporateAction(id);
    if (action != null && action.isPending(asOf, quote.asOf(), now)) {
      reasons.add(new Uncheckable(Reason.CORPORATE_ACTION_PENDING, id));
    }
    if (staleAfter.isStale(quote, security, now)) {
      reasons.add(new Uncheckable(Reason.PRICE_STALE, id));
    }
    return units(holding.quantity().units().multiply(quote.price().perUnit()));
  }

  private static BigInteger units(BigDecimal dollars) {
    return dollars.setScale(DECIMALS).unscaledValue();
  }

  SortedSet<Uncheckable> reasons() {
    return reasons;
  }

  ValuedSleeve managed() {
    return managed;
  }

  /** By modelId. */
  List<ValuedSleeve> models() {
    return models;
  }

  @Nullable ValuedSleeve model(String modelId) {
    for (var sleeve : models) {
      if (modelId.equals(sleeve.modelId())) {
        return sleeve;
      }
    }
    return null;
  }

  BigInteger equity() {
    var sum = managed.equity();
    for (var sleeve : models) {
      sum = sum.add(sleeve.equity());
    }
    return sum;
  }

  BigInteger exposure() {
    var sum = managed.invested();
    for (var sleeve : models) {
      sum = sum.add(sleeve.invested());
    }
    return sum;
  }
}
