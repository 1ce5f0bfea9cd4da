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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An account, target and market drawn at random: small and large, whole shares and fractions, with
 * and without leverage, cash component, model sleeves to open and to close, holdings that no target
 * names, prices below a cent; one in five all in round numbers, so that edges and ties are met
 * exactly. The same seed draws the same book.
 */
public final class RandomBook {
  private static final String[] SIZES = {
    "15", "60", "900", "2500", "12000", "250000", "7000000", "400000000"
  };
  private static final String[] ROUND_SIZES = {"100", "1000", "10000", "100000"};
  private static final String[] ROUND_PRICES = {"0.5", "1", "2", "5", "10", "25", "50", "100"};

  private final Random random;
  private final BoardsInMemory boards = new BoardsInMemory();
  private final List<String> securities = new ArrayList<>();
  private final List<TargetLine> lines = new ArrayList<>();
  private final Map<String, Leverage> effective = new HashMap<>();
  private final boolean margin;
  private final boolean round;
  private final BigDecimal size;

  private RandomBook(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 17);
    margin = random.nextInt(3) > 0;
    round = chance(20);
    size =
        round
            ? new BigDecimal(pick(ROUND_SIZES))
            : new BigDecimal(pick(SIZES)).multiply(BigDecimal.valueOf(50 + random.nextInt(100), 2));
  }

  /** A checkable account, drawn until one is; its sides are judged by {@link NaiveJudge}. */
  public static BuildInput of(long seed, TradeLogic logic) {
    for (long attempt = 0; ; attempt++) {
      var input = new RandomBook(seed * 1_000 + attempt).draw(logic);
      if (isCheckable(input)) {
        return input;
      }
    }
  }

  private static boolean isCheckable(BuildInput input) {
    return NaiveJudge.equity(input).isGreaterThan(Rational.of(1))
        && input.positions().sleeves().stream()
            .filter(s -> s.kind() == Sleeve.Kind.MODEL && !s.isEmpty())
            .allMatch(s -> NaiveJudge.equity(input, s).signum() > 0);
  }

  private BuildInput draw(TradeLogic logic) {
    drawSecurities();
    drawModels();
    drawTarget();
    var positions = drawPositions();
    var reallocated = new TreeSet<String>();
    boards.models.keySet().stream().filter(id -> chance(5)).forEach(reallocated::add);
    var target =
        new ExpandedTarget(
            lines, Map.of("T", 1L), logic, LotMethod.CUSTODIAN_DEFAULT, minTradeAmount());
    var settings =
        new BuildSettings(
            Rational.of(pick("0", "0.10", "0.10", "0.10", "0.5")),
            Rational.of("0.50"),
            Money.of("1.00"));
    var input = input(target, positions, Map.of(), reallocated, logic, settings);
    if (!isCheckable(input)) {
      return input;
    }
    return input(
        target, positions, NaiveJudge.sides(input, someSides(input)), reallocated, logic, settings);
  }

  private BuildInput input(
      ExpandedTarget target,
      Positions positions,
      Map<String, Side> sides,
      Set<String> reallocated,
      TradeLogic logic,
      BuildSettings settings) {
    return new BuildInput(
        account(),
        positions,
        target,
        effective,
        sides,
        reallocated,
        logic,
        new BuildScope.WholeAccount(),
        boards,
        settings);
  }

  private Map<String, Side> someSides(BuildInput input) {
    var sides = new HashMap<String, Side>();
    for (var line : NaiveJudge.lines(input, Map.of())) {
      if (chance(15)) {
        sides.put(line.name(), random.nextBoolean() ? Side.ABOVE : Side.BELOW);
      }
    }
    return sides;
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

  private void drawSecurities() {
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      var id = "S%02d".formatted(i);
      securities.add(id);
      boards.price(id, price());
      var lot =
          chance(40)
              ? Quantity.of("0.000001")
              : Quantity.of(pick("1", "1", "1", "1", "1", "0.01", "10"));
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
              lot,
              lot.equals(Security.FRACTION),
              plain.tradingStatus(),
              null));
    }
  }

  private String price() {
    if (round) {
      return pick(ROUND_PRICES);
    }
    return switch (random.nextInt(9)) {
      case 8 -> BigDecimal.valueOf(1 + random.nextInt(200), 6).toPlainString();
      case 0 -> BigDecimal.valueOf(1 + random.nextInt(999_999), 6).toPlainString();
      case 1 -> BigDecimal.valueOf(1 + random.nextInt(500), 2).toPlainString();
      case 2 -> BigDecimal.valueOf(50_000 + random.nextInt(500_000), 2).toPlainString();
      case 3 -> BigDecimal.valueOf(10_000 + random.nextInt(5_000_000), 4).toPlainString();
      default -> BigDecimal.valueOf(500 + random.nextInt(30_000), 2).toPlainString();
    };
  }

  private void drawModels() {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var id = "M" + i;
      var holdings = new TreeMap<String, GivenWeight>();
      var chosen = some(securities, 6);
      var weights = weights(chosen.size(), new BigDecimal(pick("1", "1", "0.8", "0.95", "0.995")));
      for (int k = 0; k < chosen.size(); k++) {
        if (weights.get(k).signum() > 0) {
          holdings.put(chosen.get(k), new GivenWeight(weights.get(k)));
        }
      }
      boards.models.put(id, new Model(id, "F", 1, "manager", holdings));
    }
  }

  private void drawTarget() {
    var chosenSecurities = new TreeSet<>(some(securities, 6));
    var chosenModels =
        new TreeSet<>(some(new ArrayList<>(new TreeSet<>(boards.models.keySet())), 3));
    var cash = chance(65);
    if (chance(4) || (chosenSecurities.isEmpty() && chosenModels.isEmpty())) {
      add(Component.Kind.CASH, "", BigDecimal.ONE);
      return;
    }
    var weights =
        weights(chosenSecurities.size() + chosenModels.size() + (cash ? 1 : 0), BigDecimal.ONE);
    var next = weights.iterator();
    chosenSecurities.forEach(id -> add(Component.Kind.SECURITY, id, next.next()));
    chosenModels.forEach(id -> add(Component.Kind.MODEL, id, next.next()));
    if (cash) {
      add(Component.Kind.CASH, "", next.next());
    }
  }

  private void add(Component.Kind kind, String ref, BigDecimal weight) {
    var isModel = kind == Component.Kind.MODEL;
    lines.add(
        new TargetLine(
            kind,
            ref,
            Rational.of(weight),
            chance(20) ? List.of(threshold(), threshold()) : List.of(threshold()),
            List.of(precision()),
            isModel ? leverage() : Leverage.NONE,
            !isModel || random.nextBoolean(),
            !chance(20)));
  }

  private Leverage leverage() {
    return Leverage.of(
        margin ? pick("1", "1", "1", "0.5", "1.2", "1.5", "1.9", "2.5") : pick("1", "1", "0.7"));
  }

  private Tolerance threshold() {
    return switch (random.nextInt(7)) {
      case 0 -> Tolerance.relative(pick("0", "0.03", "0.5", "1.5"));
      case 1 -> Tolerance.absolute(pick("0", "0.01", "0.05", "0.3"));
      case 2, 3 -> Tolerance.lesserOf("0.25", "0.05");
      default -> Tolerance.DEFAULT_THRESHOLD;
    };
  }

  private Tolerance precision() {
    return switch (random.nextInt(6)) {
      case 0 -> Tolerance.relative(pick("0", "0.01", "0.3"));
      case 1 -> Tolerance.absolute(pick("0", "0.002", "0.05"));
      default -> Tolerance.DEFAULT_PRECISION;
    };
  }

  private Money minTradeAmount() {
    return chance(70) ? Money.of("1") : Money.of(pick("0.01", "5", "100", "500"));
  }

  private Positions drawPositions() {
    var sleeves = new ArrayList<Sleeve>();
    var noise = random.nextInt(4);
    for (var line : lines) {
      if (line.kind() == Component.Kind.MODEL && chance(80)) {
        sleeves.add(modelSleeve(line, noise));
      }
    }
    for (var id : boards.models.keySet()) {
      var isThere = sleeves.stream().anyMatch(s -> id.equals(s.modelId()));
      var isTarget = lines.stream().anyMatch(l -> l.ref().equals(id));
      if (!isThere && !isTarget && chance(50)) {
        sleeves.add(strangeSleeve(id));
      }
    }
    sleeves.add(managed(noise));
    if (chance(20)) {
      sleeves.add(other("FUNDING", Sleeve.Kind.FUNDING));
      sleeves.add(other("PROTECTED", Sleeve.Kind.PROTECTED));
    }
    return new Positions("A-1", 1, Instant.EPOCH, Positions.Feed.INTRADAY, null, sleeves);
  }

  private Sleeve other(String id, Sleeve.Kind kind) {
    return sleeve(
        id,
        kind,
        null,
        new BigDecimal("777.77"),
        List.of(new Holding(securities.get(0), Quantity.of("7"), List.of())));
  }

  private Sleeve strangeSleeve(String id) {
    if (chance(25)) {
      return sleeve(id, Sleeve.Kind.MODEL, id, BigDecimal.ZERO, List.of());
    }
    var holdings = new ArrayList<Holding>();
    for (var security : some(securities, 3)) {
      hold(holdings, security, size.multiply(new BigDecimal("0.05")));
    }
    return sleeve(id, Sleeve.Kind.MODEL, id, cents(size.multiply(fraction(-1, 10))), holdings);
  }

  private Sleeve modelSleeve(TargetLine line, int noise) {
    var id = line.ref();
    var configured = line.leverage();
    var latched = chance(85) ? configured : Leverage.of(pick("1", "1.1", "1.5"));
    if (!latched.equals(Leverage.NONE) || random.nextBoolean()) {
      effective.put(id, latched);
    }
    if (chance(7)) {
      return sleeve(id, Sleeve.Kind.MODEL, id, BigDecimal.ZERO, List.of());
    }
    var equity =
        size.multiply(line.weight().toDecimal(8, RoundingMode.HALF_EVEN)).multiply(factor(noise));
    var model = boards.models.get(id);
    var sum =
        model.holdings().values().stream()
            .map(GivenWeight::fraction)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var left = equity;
    var holdings = new ArrayList<Holding>();
    for (var entry : model.holdings().entrySet()) {
      var weight = latched.multiplier().multiply(entry.getValue().fraction());
      if (!line.trackManagerLeverage()) {
        weight = weight.divide(sum, 12, RoundingMode.HALF_EVEN);
      }
      left =
          left.subtract(
              hold(holdings, entry.getKey(), equity.multiply(weight).multiply(factor(noise))));
    }
    if (chance(20)) {
      for (var security : some(securities, 2)) {
        if (!model.holdings().containsKey(security)) {
          hold(holdings, security, equity.multiply(new BigDecimal("0.1")));
        }
      }
    }
    var debit = latched.isLevered() || chance(5);
    return sleeve(
        id, Sleeve.Kind.MODEL, id, cents(debit ? left : left.max(BigDecimal.ZERO)), holdings);
  }

  private Sleeve managed(int noise) {
    var holdings = new ArrayList<Holding>();
    var cash = size.multiply(fraction(-2, 10));
    for (var line : lines) {
      var value =
          size.multiply(line.weight().toDecimal(8, RoundingMode.HALF_EVEN)).multiply(factor(noise));
      if (line.kind() == Component.Kind.SECURITY && !chance(10)) {
        hold(holdings, line.ref(), value);
      } else if (line.kind() == Component.Kind.CASH) {
        cash = value;
      }
    }
    for (var security : some(securities, 2)) {
      if (chance(20) && lines.stream().noneMatch(l -> l.ref().equals(security))) {
        hold(holdings, security, size.multiply(new BigDecimal("0.05")));
      }
    }
    if (chance(10)) {
      cash = cash.negate();
    }
    return sleeve("MANAGED", Sleeve.Kind.MANAGED, null, cents(cash), holdings);
  }

  private BigDecimal hold(List<Holding> holdings, String security, BigDecimal value) {
    var price = boards.quotes.get(security).price().perUnit();
    var lot = boards.securities.get(security).lot().units();
    var units =
        chance(7)
            ? value.divide(price, 6, RoundingMode.HALF_EVEN)
            : value
                .divide(price, 12, RoundingMode.HALF_EVEN)
                .divide(lot, 0, RoundingMode.HALF_EVEN)
                .multiply(lot);
    if (units.signum() > 0) {
      holdings.add(new Holding(security, new Quantity(units), List.of()));
    }
    return units.multiply(price);
  }

  private static Sleeve sleeve(
      String id, Sleeve.Kind kind, String modelId, BigDecimal cash, List<Holding> holdings) {
    return new Sleeve(id, kind, modelId, new Money(cash), Money.ZERO, Money.ZERO, holdings);
  }

  private static BigDecimal cents(BigDecimal dollars) {
    return dollars.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** 1, give or take nothing, a little, some, or a lot. */
  private BigDecimal factor(int noise) {
    int[] percent = {0, 3, 25, 90};
    if (round) {
      return new BigDecimal(pick("1", "1", "0.8", "1.2", "0.82", "1.18", "0.5", "1.5"));
    }
    return fraction(100 - percent[noise], 100 + percent[noise]);
  }

  private BigDecimal fraction(int fromPercent, int toPercent) {
    var from = 10_000L * fromPercent;
    var span = 10_000L * (toPercent - fromPercent);
    return BigDecimal.valueOf(from + (span == 0 ? 0 : random.nextInt((int) span)), 6);
  }

  private List<BigDecimal> weights(int count, BigDecimal sum) {
    var weights = new ArrayList<BigDecimal>();
    if (count == 0) {
      return weights;
    }
    var decimals = round ? pick("1", "2") : pick("2", "2", "4", "8");
    var left = sum;
    for (int i = 1; i < count; i++) {
      var share =
          chance(5)
              ? BigDecimal.ZERO
              : left.multiply(fraction(5, 200 / (count - i + 1)))
                  .setScale(Integer.parseInt(decimals), RoundingMode.DOWN);
      weights.add(share);
      left = left.subtract(share);
    }
    weights.add(left);
    return weights;
  }

  private List<String> some(List<String> from, int most) {
    var chosen = new ArrayList<String>();
    for (var each : from) {
      if (chosen.size() < most && random.nextBoolean()) {
        chosen.add(each);
      }
    }
    return chosen;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
