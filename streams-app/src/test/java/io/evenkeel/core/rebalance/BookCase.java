package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.tax.TaxTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An account, market and target told in a few words; the sides are judged by the reference. */
final class BookCase {
  private BuildSettings settings = BuildSettings.DEFAULTS;
  private final BoardsInMemory boards = new BoardsInMemory();
  private final List<TargetLine> lines = new ArrayList<>();
  private final List<Sleeve> sleeves = new ArrayList<>();
  private final Map<String, Leverage> effective = new HashMap<>();
  private final Map<String, Side> sidesBefore = new HashMap<>();
  private final Set<String> reallocated = new TreeSet<>();
  private boolean margin = true;
  private @Nullable Money minTradeAmount;
  private Map<String, Long> versions = Map.of("T", 1L);
  private String reserved = "0";
  private BuildScope scope = new BuildScope.WholeAccount();
  private final List<Limit> limits = new ArrayList<>();

  BookCase price(String id, String price) {
    boards.price(id, price);
    return this;
  }

  BookCase lot(String id, String lot) {
    var plain = Security.withDefaults(id);
    boards.securities.put(
        id,
        new Security(
            id,
            id,
            null,
            null,
            null,
            null,
            "USD",
            Quantity.of(lot),
            lot.equals("0.000001"),
            plain.tradingStatus(),
            null));
    return this;
  }

  BookCase fractionable(String... ids) {
    for (var id : ids) {
      lot(id, "0.000001");
    }
    return this;
  }

  /** Holdings as id, weight, id, weight. */
  BookCase model(String id, String... holdings) {
    var weights = new TreeMap<String, GivenWeight>();
    for (int i = 0; i < holdings.length; i += 2) {
      weights.put(holdings[i], GivenWeight.of(holdings[i + 1]));
    }
    boards.models.put(id, new Model(id, "F", 1, "manager", weights));
    return this;
  }

  BookCase security(String id, String weight) {
    return security(id, weight, Tolerance.DEFAULT_THRESHOLD, Tolerance.DEFAULT_PRECISION);
  }

  BookCase security(String id, String weight, Tolerance threshold, Tolerance precision) {
    return line(Component.Kind.SECURITY, id, weight, threshold, precision, "1", true, true);
  }

  BookCase silentSecurity(String id, String weight) {
    return line(
        Component.Kind.SECURITY,
        id,
        weight,
        Tolerance.DEFAULT_THRESHOLD,
        Tolerance.DEFAULT_PRECISION,
        "1",
        true,
        false);
  }

  BookCase sleeveOf(String modelId, String weight) {
    return sleeveOf(modelId, weight, "1", true);
  }

  BookCase sleeveOf(String modelId, String weight, String leverage, boolean track) {
    return line(
        Component.Kind.MODEL,
        modelId,
        weight,
        Tolerance.DEFAULT_THRESHOLD,
        Tolerance.DEFAULT_PRECISION,
        leverage,
        track,
        true);
  }

  BookCase sleeveOf(String modelId, String weight, Tolerance threshold) {
    return line(
        Component.Kind.MODEL,
        modelId,
        weight,
        threshold,
        Tolerance.DEFAULT_PRECISION,
        "1",
        true,
        true);
  }

  BookCase cash(String weight) {
    return cash(weight, Tolerance.DEFAULT_THRESHOLD, Tolerance.DEFAULT_PRECISION);
  }

  BookCase cash(String weight, Tolerance threshold, Tolerance precision) {
    return line(Component.Kind.CASH, "", weight, threshold, precision, "1", true, true);
  }

  private BookCase line(
      Component.Kind kind,
      String ref,
      String weight,
      Tolerance threshold,
      Tolerance precision,
      String leverage,
      boolean track,
      boolean triggers) {
    lines.add(
        new TargetLine(
            kind,
            ref,
            Rational.of(weight),
            List.of(threshold),
            List.of(precision),
            Leverage.of(leverage),
            track,
            triggers));
    return this;
  }

  /** Positions as id, quantity, id, quantity. */
  BookCase managed(String cash, String... holdings) {
    return sleeve("MANAGED", Sleeve.Kind.MANAGED, null, cash, holdings);
  }

  BookCase holdsSleeve(String modelId, String cash, String... holdings) {
    return sleeve(modelId, Sleeve.Kind.MODEL, modelId, cash, holdings);
  }

  BookCase sleeve(
      String id, Sleeve.Kind kind, @Nullable String modelId, String cash, String... holdings) {
    var held = new ArrayList<Holding>();
    for (int i = 0; i < holdings.length; i += 2) {
      held.add(new Holding(holdings[i], Quantity.of(holdings[i + 1]), List.of()));
    }
    sleeves.add(new Sleeve(id, kind, modelId, Money.of(cash), Money.ZERO, Money.ZERO, held));
    return this;
  }

  BookCase latched(String modelId, String leverage) {
    effective.put(modelId, Leverage.of(leverage));
    return this;
  }

  BookCase wasBreached(String line, Side side) {
    sidesBefore.put(line, side);
    return this;
  }

  BookCase reallocated(String modelId) {
    reallocated.add(modelId);
    return this;
  }

  BookCase withoutMargin() {
    margin = false;
    return this;
  }

  BookCase minTradeAmount(String dollars) {
    minTradeAmount = Money.of(dollars);
    return this;
  }

  BookCase notBought(String securityId) {
    return limited(securityId, Limit.Code.DO_NOT_BUY, true, false);
  }

  BookCase notSold(String securityId) {
    return limited(securityId, Limit.Code.DO_NOT_SELL, false, true);
  }

  BookCase notTraded(String securityId) {
    return limited(securityId, Limit.Code.DO_NOT_TRADE, true, true);
  }

  private BookCase limited(String id, Limit.Code code, boolean buying, boolean selling) {
    limits.add(new Limit(id, code, buying, selling, id + " is restricted."));
    return this;
  }

  BookCase allocate(String modelId, String dollars) {
    scope = new BuildScope.AllocateSleeve(modelId, Money.of(dollars));
    return this;
  }

  /** Cash that stands in FUNDING. */
  BookCase funding(String cash) {
    return sleeve("FUNDING", Sleeve.Kind.FUNDING, null, cash);
  }

  BookCase deposit(CashFlow.Method method, String dollars, CashFlow.Part... parts) {
    return flow(CashFlow.Direction.DEPOSIT, method, dollars, parts);
  }

  BookCase withdraw(CashFlow.Method method, String dollars, CashFlow.Part... parts) {
    return flow(CashFlow.Direction.WITHDRAWAL, method, dollars, parts);
  }

  private BookCase flow(
      CashFlow.Direction direction,
      CashFlow.Method method,
      String dollars,
      CashFlow.Part... parts) {
    var flow =
        new CashFlow(direction, Money.of(dollars), method, List.of(parts), Money.of(reserved));
    scope = new BuildScope.CashMovement("M-1", flow);
    return this;
  }

  /** Says, before a movement, how much of FUNDING belongs to others. */
  BookCase reserved(String dollars) {
    reserved = dollars;
    return this;
  }

  BookCase withoutTarget() {
    versions = Map.of();
    return this;
  }

  BookCase maintenanceMargin(String margin) {
    settings = settings.withMaintenanceMargin(Rational.of(margin));
    return this;
  }

  BookCase liquidate(String modelId) {
    scope = new BuildScope.LiquidateSleeve(modelId);
    return this;
  }

  BoardsInMemory boards() {
    return boards;
  }

  BuildInput input(TradeLogic logic) {
    var unjudged = input(logic, Map.of());
    return NaiveJudge.equity(unjudged).signum() <= 0
        ? unjudged
        : input(logic, NaiveJudge.sides(unjudged, sidesBefore));
  }

  private BuildInput input(TradeLogic logic, Map<String, Side> sides) {
    return new BuildInput(
        account(),
        new Positions("A-1", 1, Instant.EPOCH, Positions.Feed.INTRADAY, null, sleeves),
        new ExpandedTarget(lines, versions, logic, LotMethod.CUSTODIAN_DEFAULT, minTradeAmount),
        effective,
        sides,
        reallocated,
        logic,
        scope,
        boards,
        settings,
        new Limits(limits),
        TaxTerms.DEFAULTS);
  }

  private Account account() {
    return new Account(
        "A-1",
        "F",
        "V",
        "C",
        "ref",
        "TAXABLE",
        margin ? AccountType.MARGIN : AccountType.CASH,
        margin,
        null,
        null,
        "USD",
        AccountStatus.ACTIVE);
  }

  Outcome bestFit() {
    return Outcome.of(input(TradeLogic.BEST_FIT));
  }

  Outcome minTransaction() {
    return Outcome.of(input(TradeLogic.MIN_TRANSACTION));
  }
}
