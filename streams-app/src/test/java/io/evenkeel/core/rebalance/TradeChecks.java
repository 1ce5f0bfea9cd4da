package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold of any build of any book, written from the rules and worked out the plain way. A
 * check answers with what it found amiss; {@link #violations} asks all of them.
 */
final class TradeChecks {
  /** Rounding to cents elsewhere may move an edge by so much. */
  private static final Rational FEW_CENTS = Rational.of("0.06");

  private static final Rational A_CENT = Rational.of("0.01");
  private static final Rational HALF_CENT = Rational.of("0.005");

  private final BuildInput input;
  private final TradePlan plan;
  private final BuildInput after;
  private final Map<String, NaiveLine> lines;
  private final Rational floor;
  private final List<String> found = new ArrayList<>();

  private TradeChecks(BuildInput input, TradePlan plan) {
    this.input = input;
    this.plan = plan;
    this.after = World.after(input, plan);
    this.lines =
        NaiveJudge.lines(after, after.sides()).stream()
            .collect(
                Collectors.toMap(NaiveLine::name, Function.identity(), (a, b) -> a, TreeMap::new));
    var stated = input.target().minTradeAmount();
    this.floor =
        stated == null
            ? input.settings().floor().exact()
            : stated.exact().max(input.settings().floor().exact());
  }

  static List<String> violations(BuildInput input, BuildResult result) {
    if (result instanceof BuildResult.Failed) {
      return List.of();
    }
    var plan =
        result instanceof BuildResult.Proposed proposed
            ? proposed.plan()
            : new TradePlan(List.of(), List.of(), List.of());
    var checks = new TradeChecks(input, plan);
    checks.all();
    return checks.found;
  }

  /** Orders that may not be made, and nothing else. */
  static List<String> brokenLimits(BuildInput input, BuildResult result) {
    if (!(result instanceof BuildResult.Proposed proposed)) {
      return List.of();
    }
    var checks = new TradeChecks(input, proposed.plan());
    checks.noLimitIsBroken();
    return checks.found;
  }

  /** What holds whatever may not be bought or sold. */
  static List<String> violationsUnderLimits(BuildInput input, BuildResult result) {
    if (!(result instanceof BuildResult.Proposed proposed)) {
      return List.of();
    }
    var checks = new TradeChecks(input, proposed.plan());
    checks.noLimitIsBroken();
    checks.theSameAgainIsTheSame();
    checks.everyOrderIsWellFormed();
    checks.whatIsLeftCanBeJudged();
    if (input.scope() instanceof BuildScope.WholeAccount) {
      checks.nothingIsBelowTheFloor();
      checks.secondBuildIsEmpty();
    }
    checks.closedSleevesAreEmpty();
    checks.noDebtStandsInForASale();
    checks.moneyIsConserved();
    checks.regTIsKept();
    return checks.found;
  }

  /** Only a withdrawal of everything leaves nothing to judge. */
  private void whatIsLeftCanBeJudged() {
    if (!NaiveJudge.canJudge(after)) {
      found("what is left cannot be judged", after.positions());
    }
  }

  private void noLimitIsBroken() {
    for (var order : plan.orders()) {
      for (var limit : input.limits().all()) {
        var isOf = limit.securityId().equals(order.securityId());
        if (isOf && order.side() == TradeSide.BUY && limit.forbidsBuying()) {
          found("bought what may not be bought", order);
        }
        if (isOf && order.side() == TradeSide.SELL && limit.forbidsSelling()) {
          found("sold what may not be sold", order);
        }
      }
    }
  }

  private void all() {
    whatIsLeftCanBeJudged();
    theSameAgainIsTheSame();
    secondBuildIsEmpty();
    everyOrderIsWellFormed();
    nothingIsBelowTheFloor();
    noCashIsLeftNegative();
    closedSleevesAreEmpty();
    moneyIsConserved();
    regTIsKept();
    if (input.logic() == TradeLogic.BEST_FIT) {
      tradedLinesArePrecise();
    } else {
      found.addAll(MinTransactionChecks.violations(input, plan, after));
    }
    nothingIsLeftThatALotClears();
    tradesNoMoreThanBestFit();
    orderOfTheInputIsIrrelevant();
  }

  private void found(String what, Object detail) {
    found.add(what + ": " + detail);
  }

  private void theSameAgainIsTheSame() {
    var same = plan.isEmpty() ? new BuildResult.NoTrades() : new BuildResult.Proposed(plan);
    if (!TradeBuilder.build(input).equals(same)) {
      found("the same input gives other trades", plan);
    }
  }

  private void secondBuildIsEmpty() {
    var again = TradeBuilder.build(after);
    if (!(again instanceof BuildResult.NoTrades)) {
      found("a second build is not empty", again);
    }
  }

  private void everyOrderIsWellFormed() {
    for (var order : plan.orders()) {
      var held = held(input.positions(), order.sleeveId(), order.securityId());
      var lot = lot(order.securityId());
      var lots = order.quantity().exact().dividedBy(lot);
      var isWhole = lots.equals(Rational.of(lots.floor(), BigInteger.ONE));
      var cash = order.quantity().units().multiply(order.price().perUnit());
      if (order.side() == TradeSide.SELL && order.quantity().compareTo(held) > 0) {
        found("more is sold than is held", order);
      }
      if (order.quantity().signum() <= 0 || !(isWhole || order.fullExit())) {
        found("an order is not of whole lots", order);
      }
      if (order.fullExit() != (order.side() == TradeSide.SELL && order.quantity().equals(held))) {
        found("full exit is misnamed", order);
      }
      if (order.cash().dollars().compareTo(cash.setScale(2, RoundingMode.HALF_EVEN)) != 0) {
        found("cash is not rounded half-even", order);
      }
    }
    var sorted = new ArrayList<>(plan.orders());
    sorted.sort(
        (a, b) ->
            a.side() != b.side()
                ? (a.side() == TradeSide.SELL ? -1 : 1)
                : a.securityId().equals(b.securityId())
                    ? a.sleeveId().compareTo(b.sleeveId())
                    : a.securityId().compareTo(b.securityId()));
    if (!sorted.equals(plan.orders())) {
      found("orders are not sells first, by security", plan.orders());
    }
  }

  private void nothingIsBelowTheFloor() {
    for (var order : plan.orders()) {
      if (!order.fullExit() && order.cash().exact().isLessThan(floor)) {
        found("an order is below the floor", order);
      }
    }
    for (var transfer : plan.transfers()) {
      var closes =
          plan.sleeveChanges().stream()
              .filter(change -> change.type() == SleeveChange.Type.CLOSE)
              .anyMatch(
                  change ->
                      change.sleeveId().equals(transfer.fromSleeveId())
                          || change.sleeveId().equals(transfer.toSleeveId()));
      if (!closes && transfer.amount().exact().isLessThan(floor)) {
        found("a transfer is below the floor", transfer);
      }
    }
  }

  private void noCashIsLeftNegative() {
    if (after.positions().managed().cash().signum() < 0) {
      found("managed cash is negative", after.positions().managed().cash());
    }
    for (var sleeve : after.positions().sleeves()) {
      var line = lines.get(sleeve.modelId() + "/CASH");
      if (line == null || sleeve.kind() != Sleeve.Kind.MODEL) {
        continue;
      }
      var isUnlevered = line.target().signum() >= 0 || input.account().type() == AccountType.CASH;
      if (isUnlevered && sleeve.cash().signum() < 0 && !isPending(line)) {
        found("cash of an unlevered sleeve is negative", sleeve);
      }
    }
  }

  /** What may not be sold is not paid for by owing more, nor until nothing is left of a sleeve. */
  private void noDebtStandsInForASale() {
    for (var sleeve : after.positions().sleeves()) {
      var before =
          input.positions().sleeves().stream()
              .filter(each -> each.sleeveId().equals(sleeve.sleeveId()))
              .findFirst()
              .orElse(null);
      var owed = before == null ? Money.ZERO : least(before.cash(), Money.ZERO);
      if (!mayOwe(sleeve) && sleeve.cash().compareTo(owed) < 0) {
        found("cash of what is not to owe is below " + owed, sleeve);
      }
      var hadEquity = before != null && NaiveJudge.equity(input, before).signum() > 0;
      if (hadEquity && !sleeve.isEmpty() && NaiveJudge.equity(after, sleeve).signum() <= 0) {
        found("debt is all that is left", sleeve);
      }
    }
  }

  private boolean mayOwe(Sleeve sleeve) {
    var line = lines.get(sleeve.modelId() + "/CASH");
    return sleeve.kind() == Sleeve.Kind.MODEL
        && input.account().type() == AccountType.MARGIN
        && line != null
        && (line.target().signum() < 0 || isPending(line));
  }

  private static Money least(Money one, Money other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void closedSleevesAreEmpty() {
    for (var change : plan.sleeveChanges()) {
      var sleeve = after.positions().model(change.modelId()).orElseThrow();
      if (change.type() == SleeveChange.Type.CLOSE && !sleeve.isEmpty()) {
        found("a closed sleeve is not empty", sleeve);
      }
    }
  }

  private void moneyIsConserved() {
    var cash = BigDecimal.ZERO;
    for (var order : plan.orders()) {
      var dollars = order.cash().dollars();
      cash = order.side() == TradeSide.SELL ? cash.add(dollars) : cash.subtract(dollars);
    }
    var before = cash(input.positions());
    if (cash(after.positions()).compareTo(before.add(cash)) != 0) {
      found("cash is not conserved", cash);
    }
    var moved = NaiveJudge.equity(after).minus(NaiveJudge.equity(input)).abs();
    if (moved.isGreaterThan(HALF_CENT.times(Rational.of(plan.orders().size())))) {
      found("equity moved by more than rounding", moved);
    }
    var others = Stream.of(Sleeve.Kind.FUNDING, Sleeve.Kind.PROTECTED).toList();
    for (var sleeve : input.positions().sleeves()) {
      if (others.contains(sleeve.kind()) && !after.positions().sleeves().contains(sleeve)) {
        found("a sleeve was touched that must not be", sleeve);
      }
    }
  }

  private static BigDecimal cash(Positions positions) {
    return positions.sleeves().stream()
        .map(sleeve -> sleeve.cash().dollars())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void regTIsKept() {
    var exposure = NaiveJudge.exposure(after);
    var allowed = NaiveJudge.equity(after).dividedBy(input.settings().initialMargin());
    if (exposure.isGreaterThan(NaiveJudge.exposure(input)) && exposure.isGreaterThan(allowed)) {
      found("Reg T is exceeded", exposure);
    }
  }

  /** Within its precision, within a lot of target, or short of cash to come nearer. */
  private void tradedLinesArePrecise() {
    for (var order : plan.orders()) {
      var line = lines.get(order.line());
      if (line == null || line.target().signum() == 0) {
        continue;
      }
      var drift = line.value().minus(line.target().times(line.base()));
      var lot = step(order.securityId());
      var isNear =
          !drift.abs().isGreaterThan(line.precision().times(line.base()))
              || !drift.abs().isGreaterThan(lot);
      if (!isNear && (drift.signum() > 0 || canPay(line.sleeveId(), lot))) {
        found("a traded line is not precise", line.name() + " off by " + drift);
      }
    }
  }

  /** Whether a sleeve's cash would stay at its precision's lower edge, or zero, or above. */
  private boolean canPay(String sleeveId, Rational lot) {
    var cash = cashLine(sleeveId);
    var least = cash.target().minus(cash.precision()).times(cash.base());
    if (cash.target().signum() >= 0 && least.signum() < 0) {
      least = Rational.ZERO;
    }
    return !cash.value().minus(lot).isLessThan(least.plus(Rational.of("0.02")));
  }

  private NaiveLine cashLine(String sleeveId) {
    return lines.values().stream()
        .filter(line -> line.isCash() && line.sleeveId().equals(sleeveId))
        .findFirst()
        .orElseThrow();
  }

  private void nothingIsLeftThatALotClears() {
    for (var line : lines.values()) {
      if (line.side() == Side.NONE || !line.triggers() || isPending(line)) {
        continue;
      }
      if (line.securityId() != null && aLotClears(line)) {
        found("a line is left breached that a lot clears", line);
      } else if (input.logic() == TradeLogic.BEST_FIT) {
        continue;
      } else if (line.isCash() && aLotClearsCash(line)) {
        found("cash is left breached that a lot clears", line);
      } else if (line.isModel() && line.side() == Side.BELOW && aTransferClears(line)) {
        found("a sleeve is left short that a transfer clears", line);
      }
    }
  }

  /** A sleeve is built at its configured leverage; without an order it stays judged at the old. */
  private boolean isPending(NaiveLine line) {
    return input.target().lines().stream()
        .filter(each -> line.name().startsWith(each.ref() + "/"))
        .anyMatch(
            each ->
                !each.leverage()
                    .equals(after.effectiveLeverage().getOrDefault(each.ref(), Leverage.NONE)));
  }

  private boolean aLotClears(NaiveLine line) {
    var lot = lotValue(line.securityId());
    var above = line.side() == Side.ABOVE;
    var edge = (above ? line.clearHigh() : line.clearLow()).times(line.base());
    var need = above ? line.value().minus(edge) : edge.minus(line.value());
    var lots = need.max(floor).dividedBy(lot).ceiling().max(BigInteger.ONE);
    var worth = Rational.of(lots, BigInteger.ONE).times(lot);
    var end = above ? line.value().minus(worth) : line.value().plus(worth);
    var held = held(after.positions(), line.sleeveId(), line.securityId()).exact();
    var quantity = Rational.of(lots, BigInteger.ONE).times(lot(line.securityId()));
    var farther = above ? end.minus(HALF_CENT) : end.plus(HALF_CENT);
    if (!line.clearsAt(end) || !line.clearsAt(farther) || (above && quantity.isGreaterThan(held))) {
      return false;
    }
    if (input.logic() == TradeLogic.BEST_FIT && !comesNearer(line, end)) {
      return false;
    }
    var cash = cashLine(line.sleeveId());
    var mayBorrow = cash.target().signum() < 0 && input.account().type() == AccountType.MARGIN;
    if (input.logic() == TradeLogic.BEST_FIT && !above) {
      return canPay(line.sleeveId(), worth) && mayCarry(line, worth);
    }
    return above || mayBorrow || !cash.value().minus(worth).isLessThan(Rational.of("0.02"));
  }

  /** Left-over cash takes no sleeve's exposure above twice its equity, or its target. */
  private boolean mayCarry(NaiveLine line, Rational worth) {
    if (!line.name().contains("/")) {
      return true;
    }
    var cash = cashLine(line.sleeveId());
    var exposure = cash.base().minus(cash.value()).plus(worth);
    var wanted = Rational.ONE.minus(cash.target()).max(Rational.of(2));
    return !exposure.isGreaterThan(wanted.times(cash.base()));
  }

  /** BEST_FIT lands nearest its target, also where hysteresis would rather have it farther. */
  private static boolean comesNearer(NaiveLine line, Rational end) {
    var target = line.target().times(line.base());
    var off = line.value().minus(target).abs();
    return end.minus(target).abs().plus(FEW_CENTS).isLessThan(off);
  }

  private boolean aLotClearsCash(NaiveLine cash) {
    return lines.values().stream()
        .filter(line -> line.sleeveId().equals(cash.sleeveId()) && line.securityId() != null)
        .filter(line -> line.target().signum() > 0)
        .anyMatch(line -> aLotClearsCash(cash, line));
  }

  private boolean aLotClearsCash(NaiveLine cash, NaiveLine line) {
    var above = cash.side() == Side.ABOVE;
    var edge = (above ? cash.clearHigh() : cash.clearLow()).times(cash.base());
    if (!above) {
      edge = edge.max(Rational.ZERO);
    }
    var need = (above ? cash.value().minus(edge) : edge.minus(cash.value())).plus(HALF_CENT);
    var lot = lotValue(line.securityId());
    var lots = need.max(floor).dividedBy(lot).ceiling().max(BigInteger.ONE);
    var worth = Rational.of(lots, BigInteger.ONE).times(lot);
    var end = above ? line.value().plus(worth) : line.value().minus(worth);
    var left = above ? cash.value().minus(worth) : cash.value().plus(worth);
    var inside =
        above
            ? !end.plus(FEW_CENTS).isGreaterThan(line.clearHigh().times(line.base()))
            : !end.minus(FEW_CENTS).isLessThan(line.clearLow().times(line.base()));
    var aCentLess = left.minus(A_CENT);
    return inside
        && end.signum() >= 0
        && aCentLess.signum() >= 0
        && cash.clearsAt(left)
        && (!above || cash.clearsAt(aCentLess));
  }

  private boolean aTransferClears(NaiveLine line) {
    var need = line.clearLow().times(line.base()).minus(line.value()).max(floor);
    var cash = after.positions().managed().cash().exact();
    return line.clearsAt(line.value().plus(need))
        && !cash.minus(need).isLessThan(Rational.of("0.02"));
  }

  private void tradesNoMoreThanBestFit() {
    if (input.logic() == TradeLogic.BEST_FIT || isLatching(plan)) {
      return;
    }
    var bestFit = TradeBuilder.build(World.with(input, TradeLogic.BEST_FIT));
    if (bestFit instanceof BuildResult.Failed) {
      return;
    }
    var best =
        bestFit instanceof BuildResult.Proposed proposed
            ? proposed.plan()
            : new TradePlan(List.of(), List.of(), List.of());
    var slack = Rational.ZERO;
    for (var line : lines.values()) {
      slack = slack.plus(line.securityId() == null ? floor : step(line.securityId()));
    }
    if (!isLatching(best)
        && !movesLeveredCapital(best)
        && value(plan).isGreaterThan(value(best).plus(slack).plus(slack))) {
      found(
          "more is traded than by best fit",
          value(plan) + " and " + value(best) + " slack " + slack);
    }
  }

  private static boolean isLatching(TradePlan plan) {
    return plan.sleeveChanges().stream().anyMatch(SleeveChange::latches);
  }

  /** Capital that leaves a levered sleeve takes with it what the sleeve would else have to buy. */
  private static boolean movesLeveredCapital(TradePlan plan) {
    return plan.sleeveChanges().stream().anyMatch(change -> change.before().isLevered());
  }

  private static Rational value(TradePlan plan) {
    var orders = plan.orders().stream().map(PlannedOrder::cash);
    var transfers = plan.transfers().stream().map(Transfer::amount);
    return Stream.concat(orders, transfers).reduce(Money.ZERO, Money::plus).exact();
  }

  private void orderOfTheInputIsIrrelevant() {
    var shuffled = TradeBuilder.build(Shuffled.of(input, new Random(plan.orders().size())));
    var same = plan.isEmpty() ? new BuildResult.NoTrades() : new BuildResult.Proposed(plan);
    if (!shuffled.equals(same)) {
      found("the order of the input matters", shuffled);
    }
  }

  private static Quantity held(Positions positions, String sleeveId, String securityId) {
    return positions.sleeves().stream()
        .filter(sleeve -> sleeve.sleeveId().equals(sleeveId))
        .flatMap(sleeve -> sleeve.holdings().stream())
        .filter(holding -> holding.securityId().equals(securityId))
        .map(Holding::quantity)
        .findFirst()
        .orElse(Quantity.ZERO);
  }

  private Rational lot(String securityId) {
    var security = input.boards().security(securityId);
    return (security == null ? Security.WHOLE_SHARE : security.lot()).exact();
  }

  private Rational lotValue(String securityId) {
    return lot(securityId).times(NaiveJudge.price(input, securityId));
  }

  /** A lot, or the fewest lots that make an order, and a cent. */
  private Rational step(String securityId) {
    var lot = lotValue(securityId);
    return Rational.of(floor.dividedBy(lot).ceiling(), BigInteger.ONE)
        .times(lot)
        .max(lot)
        .plus(Rational.of("0.30"));
  }
}
