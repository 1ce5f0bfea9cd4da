package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold of a build that trades as little as it can, beside what holds of any build. */
final class MinTransactionChecks {
  private static final Rational FEW_CENTS = Rational.of("0.06");

  private final BuildInput input;
  private final TradePlan plan;
  private final BuildInput after;
  private final Map<String, NaiveLine> before;
  private final Map<String, NaiveLine> lines;
  private final Rational floor;
  private final List<String> found = new ArrayList<>();

  private MinTransactionChecks(BuildInput input, TradePlan plan, BuildInput after) {
    this.input = input;
    this.plan = plan;
    this.after = after;
    this.before = byName(NaiveJudge.lines(input, input.sides()));
    this.lines = byName(NaiveJudge.lines(after, after.sides()));
    var stated = input.target().minTradeAmount();
    var least = input.settings().floor().exact();
    this.floor = stated == null ? least : least.max(stated.exact());
  }

  private static Map<String, NaiveLine> byName(List<NaiveLine> lines) {
    var byName = new TreeMap<String, NaiveLine>();
    lines.forEach(line -> byName.put(line.name(), line));
    return byName;
  }

  static List<String> violations(BuildInput input, TradePlan plan, BuildInput after) {
    var checks = new MinTransactionChecks(input, plan, after);
    checks.sleevesWithoutReasonAreLeftAlone();
    checks.noLineIsMovedPastItsClearingEdge();
    checks.noSleeveKeepsWhatItCouldGive();
    return checks.found;
  }

  /** Neither a transfer, nor a breached line, nor a leverage to latch, nor a debit to pay back. */
  private void sleevesWithoutReasonAreLeftAlone() {
    for (var sleeve : input.positions().sleeves()) {
      var modelId = sleeve.modelId();
      if (modelId == null || isBuiltExactly(modelId) || sleeve.cash().signum() < 0) {
        continue;
      }
      var isAsked =
          plan.sleeveChanges().stream().anyMatch(each -> each.modelId().equals(modelId))
              || before.values().stream()
                  .filter(line -> line.name().startsWith(modelId + "/") && !line.isCash())
                  .anyMatch(line -> line.side() != Side.NONE);
      if (!isAsked
          && plan.orders().stream().anyMatch(o -> o.sleeveId().equals(sleeve.sleeveId()))) {
        found.add("a sleeve is touched without a reason: " + modelId);
      }
    }
  }

  private boolean isBuiltExactly(String modelId) {
    var existed = input.positions().model(modelId).filter(sleeve -> !sleeve.isEmpty()).isPresent();
    var configured =
        input.target().lines().stream()
            .filter(each -> each.kind() == Component.Kind.MODEL && each.ref().equals(modelId))
            .map(each -> each.leverage())
            .findFirst();
    var effective = input.effectiveLeverage().getOrDefault(modelId, Leverage.NONE);
    return !existed
        || configured.isEmpty()
        || !configured.get().equals(effective)
        || input.reallocatedModels().contains(modelId);
  }

  private void noLineIsMovedPastItsClearingEdge() {
    for (var order : plan.orders()) {
      var line = lines.get(order.line());
      var was = before.get(order.line());
      if (line == null || isInsideExact(order) || order.fullExit()) {
        continue;
      }
      var side = sideAtNewEquity(line, was);
      var buys = order.side() == TradeSide.BUY;
      var edge = buys ? line.clearHigh() : line.clearLow();
      var far = buys ? line.high() : line.low();
      var bound = (buys ? Side.BELOW : Side.ABOVE) == side ? far : edge;
      var slack = FEW_CENTS.plus(notGiven(order.line()));
      var dollars = bound.times(line.base());
      var isPast =
          buys
              ? line.value().isGreaterThan(dollars.plus(slack))
              : line.value().isLessThan(dollars.minus(slack)) && !isNeedy(order);
      if (isPast) {
        found.add("a line is moved past its clearing edge: " + line + " by " + order);
      }
    }
  }

  /** A sleeve is built to give what it was asked for, also where its lots do not come to that. */
  private Rational notGiven(String line) {
    var slash = line.indexOf('/');
    var model = slash < 0 ? null : lines.get("MODEL:" + line.substring(0, slash));
    return model == null
        ? Rational.ZERO
        : model.value().minus(model.clearHigh().times(model.base())).max(Rational.ZERO);
  }

  /** Lines of a sleeve are judged at its new equity, with the side that they had. */
  private static Side sideAtNewEquity(NaiveLine line, NaiveLine was) {
    var weight = was == null ? Rational.ZERO : was.value().dividedBy(line.base());
    if (weight.isLessThan(line.low())) {
      return Side.BELOW;
    }
    if (weight.isGreaterThan(line.high())) {
      return Side.ABOVE;
    }
    return was == null ? Side.NONE : was.side();
  }

  private boolean isInsideExact(PlannedOrder order) {
    var line = order.line();
    return line.contains("/") && isBuiltExactly(line.substring(0, line.indexOf('/')));
  }

  /** Whether the cash beside it was overdrawn, or would have been without the last step sold. */
  private boolean isNeedy(PlannedOrder order) {
    if (owed(input.positions().managed().sleeveId()) || owed(order.sleeveId())) {
      return true;
    }
    var cash =
        after.positions().sleeves().stream()
            .filter(sleeve -> sleeve.sleeveId().equals(order.sleeveId()))
            .map(Sleeve::cash)
            .findFirst()
            .orElseThrow();
    var lot = lotValue(order.securityId());
    var step = Rational.of(floor.dividedBy(lot).ceiling(), BigInteger.ONE).times(lot).max(lot);
    return cash.exact().isLessThan(step.plus(FEW_CENTS));
  }

  private boolean owed(String sleeveId) {
    return input.positions().sleeves().stream()
        .anyMatch(sleeve -> sleeve.sleeveId().equals(sleeveId) && sleeve.cash().signum() < 0);
  }

  private Rational lotValue(String securityId) {
    var security = input.boards().security(securityId);
    var lot = security == null ? Security.WHOLE_SHARE : security.lot();
    return lot.exact().times(NaiveJudge.price(input, securityId));
  }

  /** A sleeve above its band gives what one of its lines, or its spare cash, can give. */
  private void noSleeveKeepsWhatItCouldGive() {
    for (var line : lines.values()) {
      if (!line.isModel() || line.side() != Side.ABOVE || !line.triggers()) {
        continue;
      }
      var modelId = line.name().substring("MODEL:".length());
      if (line.target().signum() == 0 || isBuiltExactly(modelId)) {
        continue;
      }
      if (couldGive(modelId, line)) {
        found.add("a sleeve keeps what it could give: " + line);
      }
    }
  }

  private boolean couldGive(String modelId, NaiveLine model) {
    var need =
        model.value().minus(model.clearHigh().times(model.base())).max(floor).plus(FEW_CENTS);
    if (model.value().minus(need).isLessThan(model.low().times(model.base()))) {
      return false;
    }
    var inside =
        lines.values().stream().filter(each -> each.name().startsWith(modelId + "/")).toList();
    var base = model.value().minus(need);
    var cash = inside.stream().filter(NaiveLine::isCash).findFirst().orElseThrow();
    var least = cash.clearLow().times(base);
    if (cash.target().signum() >= 0 || input.account().type() == AccountType.CASH) {
      least = least.max(Rational.ZERO);
    }
    var raised = cash.value().minus(least).minus(FEW_CENTS);
    for (var each : inside) {
      if (each.isCash() || each.target().signum() <= 0) {
        continue;
      }
      var room =
          each.value().minus(each.clearLow().times(base).max(Rational.ZERO)).minus(FEW_CENTS);
      var lot = lotValue(each.securityId());
      var lots = room.max(Rational.ZERO).dividedBy(lot).floor();
      var worth = Rational.of(lots, BigInteger.ONE).times(lot);
      if (!worth.isLessThan(floor)) {
        raised = raised.plus(worth);
      }
    }
    return !raised.isLessThan(need);
  }
}
