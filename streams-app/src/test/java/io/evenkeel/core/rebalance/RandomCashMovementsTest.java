package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.CashFlow.Direction;
import io.evenkeel.core.rebalance.CashFlow.Method;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Devenkeel.books.seeds=1000} tries a hundred thousand books. */
@DisplayName("Cash movements in random books, 100 per seed")
class RandomCashMovementsTest {
  private static final int BOOKS_PER_SEED = 100;
  private static final BigDecimal CENT = new BigDecimal("0.01");

  static LongStream seeds() {
    var from = Long.getLong("evenkeel.books.from", 1);
    return LongStream.range(from, from + Long.getLong("evenkeel.books.seeds", 30));
  }

  /** A random book that has cash in FUNDING, and a movement of some part of it. */
  static BuildInput movement(long book) {
    var random = new Random(book * 31 + 7);
    var logic = TradeLogic.values()[random.nextInt(2)];
    var drawn = RandomBook.of(book, logic);
    var worth = NaiveJudge.equity(drawn).toDecimal(2, RoundingMode.DOWN);
    var share = BigDecimal.valueOf(1 + random.nextInt(1_050), 3);
    var amount = worth.multiply(share).setScale(2, RoundingMode.UP).max(CENT);
    var direction = Direction.values()[random.nextInt(2)];
    var method = Method.values()[random.nextInt(3)];
    var there = direction == Direction.DEPOSIT || random.nextInt(4) == 0;
    var funding = there ? amount.multiply(BigDecimal.valueOf(random.nextInt(50) + 75L, 2)) : CENT;
    var flow = new CashFlow(direction, new Money(amount), method, List.of(), Money.ZERO);
    var input = World.with(drawn, withFunding(drawn.positions(), funding));
    return World.with(input, new BuildScope.CashMovement("M-1", flow));
  }

  private static Positions withFunding(Positions positions, BigDecimal dollars) {
    var sleeves = new ArrayList<Sleeve>(positions.sleeves());
    sleeves.removeIf(sleeve -> sleeve.kind() == Sleeve.Kind.FUNDING);
    sleeves.add(
        new Sleeve(
            "FUNDING",
            Sleeve.Kind.FUNDING,
            null,
            new Money(dollars.setScale(2, RoundingMode.DOWN)),
            Money.ZERO,
            Money.ZERO,
            List.of()));
    return positions.withSleeves(sleeves);
  }

  /** What each of the tests looks for. */
  private enum Rule {
    WITHDRAWAL_IS_WHOLE,
    DEPOSIT_IS_WHOLE,
    CASH_IS_CONSERVED,
    NOTHING_IS_OVERDRAWN,
    ORDERS_ARE_WORTH_IT,
    WITHDRAWALS_ONLY_SELL,
    NOTHING_IS_SOLD_SHORT,
    FAILURES_ARE_JUSTIFIED
  }

  /** What was found in a seed's books. */
  private static final class Found {
    private final Map<Rule, List<String>> violations = new EnumMap<>(Rule.class);
    private String book = "";
    private int proposed;

    void add(Rule rule, String violation) {
      violations.computeIfAbsent(rule, r -> new ArrayList<>()).add(book + ": " + violation);
    }

    List<String> of(Rule rule) {
      return violations.getOrDefault(rule, List.of());
    }
  }

  /** Every book is built once, whichever tests look at it. */
  private static final Map<Long, Found> FOUND = new ConcurrentHashMap<>();

  private static Found found(long seed) {
    return FOUND.computeIfAbsent(seed, RandomCashMovementsTest::look);
  }

  private static Found look(long seed) {
    var found = new Found();
    for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
      var input = movement(book);
      found.book = "book " + book + " " + input.scope();
      var result = TradeBuilder.build(input);
      if (result instanceof BuildResult.Proposed some) {
        found.proposed++;
        look(found, input, some.plan());
      }
      if (result instanceof BuildResult.Failed failed && !isJustified(input, failed)) {
        found.add(Rule.FAILURES_ARE_JUSTIFIED, failed.toString());
      }
    }
    return found;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void raiseExactlyWhatAWithdrawalAskedOrFailWhole(long seed) {
    assertThat(found(seed).of(Rule.WITHDRAWAL_IS_WHOLE)).isEmpty();
    assertThat(found(seed).proposed).isGreaterThan(BOOKS_PER_SEED / 3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void failOnlyWhereTooLittleIsThere(long seed) {
    assertThat(found(seed).of(Rule.FAILURES_ARE_JUSTIFIED)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void takeADepositOutOfFundingWhole(long seed) {
    assertThat(found(seed).of(Rule.DEPOSIT_IS_WHOLE)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void conserveMoneyToTheCentAcrossCashPositionsAndTransfers(long seed) {
    assertThat(found(seed).of(Rule.CASH_IS_CONSERVED)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void overdrawNoCashThatMayNotBeOwed(long seed) {
    assertThat(found(seed).of(Rule.NOTHING_IS_OVERDRAWN)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void placeNoOrderBelowTheFloorUnlessItSellsAllThatIsHeld(long seed) {
    assertThat(found(seed).of(Rule.ORDERS_ARE_WORTH_IT)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void buyNothingForAWithdrawalThatDoesNotGoTowardTheTarget(long seed) {
    assertThat(found(seed).of(Rule.WITHDRAWALS_ONLY_SELL)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sellNoMoreThanIsHeld(long seed) {
    assertThat(found(seed).of(Rule.NOTHING_IS_SOLD_SHORT)).isEmpty();
  }

  private static CashFlow flow(BuildInput input) {
    return ((BuildScope.CashMovement) input.scope()).flow();
  }

  private static void look(Found found, BuildInput input, TradePlan plan) {
    var flow = flow(input);
    var before = input.positions();
    var after = Filled.apply(before, plan);
    var had = cash(before.funding().orElseThrow());
    var has = cash(after.funding().orElseThrow());
    var asked = flow.amount().dollars();
    if (flow.isDeposit() && has.compareTo(had.subtract(asked)) != 0) {
      found.add(
          Rule.DEPOSIT_IS_WHOLE, "the deposit leaves FUNDING not whole: " + had + " then " + has);
    }
    if (!flow.isDeposit() && has.compareTo(asked) != 0) {
      found.add(Rule.WITHDRAWAL_IS_WHOLE, "FUNDING ends with " + has + " of " + asked);
    }
    if (total(after).compareTo(total(before).add(brought(plan))) != 0) {
      found.add(Rule.CASH_IS_CONSERVED, "cash is not conserved");
    }
    addOverdrafts(found, input, before, after);
    addOrders(found, input, plan, before);
  }

  private static BigDecimal cash(Sleeve sleeve) {
    return sleeve.cash().dollars();
  }

  private static BigDecimal total(Positions positions) {
    return positions.sleeves().stream()
        .map(RandomCashMovementsTest::cash)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal brought(TradePlan plan) {
    return plan.orders().stream()
        .map(o -> o.side() == TradeSide.SELL ? o.cash().dollars() : o.cash().dollars().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void addOverdrafts(
      Found found, BuildInput input, Positions before, Positions after) {
    for (var sleeve : after.sleeves()) {
      var had =
          before.sleeves().stream()
              .filter(each -> each.sleeveId().equals(sleeve.sleeveId()))
              .map(RandomCashMovementsTest::cash)
              .findFirst()
              .orElse(BigDecimal.ZERO);
      var mayOwe =
          sleeve.kind() == Sleeve.Kind.MODEL && input.account().type() == AccountType.MARGIN;
      if (!mayOwe && cash(sleeve).compareTo(had.min(BigDecimal.ZERO)) < 0) {
        found.add(Rule.NOTHING_IS_OVERDRAWN, sleeve.sleeveId() + " is left with " + sleeve.cash());
      }
    }
  }

  private static void addOrders(Found found, BuildInput input, TradePlan plan, Positions before) {
    var flow = flow(input);
    var least = input.target().minTradeAmount();
    var floor = least == null ? BigDecimal.ONE : least.dollars().max(BigDecimal.ONE);
    var onlySells =
        !flow.isDeposit()
            && flow.method() != Method.REBALANCER
            && plan.sleeveChanges().stream().noneMatch(SleeveChange::latches);
    for (var order : plan.orders()) {
      var isExit =
          before.sleeves().stream()
              .filter(sleeve -> sleeve.sleeveId().equals(order.sleeveId()))
              .flatMap(sleeve -> sleeve.holdings().stream())
              .anyMatch(
                  holding ->
                      holding.securityId().equals(order.securityId())
                          && holding.quantity().equals(order.quantity()));
      if (!isExit && order.cash().dollars().compareTo(floor.subtract(CENT)) < 0) {
        found.add(Rule.ORDERS_ARE_WORTH_IT, "an order below the floor: " + order);
      }
      if (order.side() == TradeSide.BUY && onlySells) {
        found.add(Rule.WITHDRAWALS_ONLY_SELL, "a withdrawal that only sells buys: " + order);
      }
    }
    for (var sleeve : Filled.apply(before, plan).sleeves()) {
      for (var holding : sleeve.holdings()) {
        if (holding.quantity().signum() < 0) {
          found.add(Rule.NOTHING_IS_SOLD_SHORT, "more is sold than held: " + holding);
        }
      }
    }
  }

  /** Whatever is there may be sold whole, so a withdrawal fails only where that is too little. */
  private static boolean isJustified(BuildInput input, BuildResult.Failed failed) {
    if (failed.code() != IssueCode.INSUFFICIENT_CASH
        && failed.code() != IssueCode.NOTHING_TO_SELL) {
      return true;
    }
    var flow = flow(input);
    var there = cash(input.positions().funding().orElseThrow());
    if (flow.isDeposit()) {
      return there.compareTo(flow.amount().dollars()) < 0;
    }
    var asked = flow.amount().dollars().subtract(there);
    return sellable(input).compareTo(asked) < 0;
  }

  /** Less a few cents of rounding per holding, and without sleeves that are below the floor. */
  private static BigDecimal sellable(BuildInput input) {
    var least = input.target().minTradeAmount();
    var floor = least == null ? BigDecimal.ONE : least.dollars().max(BigDecimal.ONE);
    var total = BigDecimal.ZERO;
    for (var sleeve : input.positions().sleeves()) {
      var worth = NaiveJudge.equity(input, sleeve).toDecimal(2, RoundingMode.DOWN);
      if (sleeve.kind() == Sleeve.Kind.MANAGED) {
        var debit = cash(sleeve).min(BigDecimal.ZERO);
        total = total.add(worth).subtract(debit).subtract(cents(sleeve));
      } else if (sleeve.kind() == Sleeve.Kind.MODEL && worth.compareTo(floor.add(CENT)) > 0) {
        total = total.add(worth).subtract(cents(sleeve));
      }
    }
    return total;
  }

  private static BigDecimal cents(Sleeve sleeve) {
    return CENT.multiply(BigDecimal.valueOf(2L + sleeve.holdings().size()));
  }

  /**
   * Against levels found by halving an interval two hundred times: shares of a cent or less, so
   * that only the floor keeps a line away from what the rule says.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreeWithTheCashFlowRuleAsALevelFoundByHalving(long seed) {
    for (long book = seed * 10; book < seed * 10 + 10; book++) {
      var random = new Random(book);
      var count = 2 + random.nextInt(5);
      var flow = BigDecimal.valueOf(100 + random.nextInt(40_000));
      var isDeposit = random.nextBoolean();
      var values = new BigDecimal[count];
      var targets = new BigDecimal[count];
      var told = new BookCase();
      var held = new ArrayList<String>();
      var left = 100;
      for (int i = 0; i < count; i++) {
        var id = "S" + i;
        values[i] = BigDecimal.valueOf(10_000 + random.nextInt(90_000));
        var weight = i == count - 1 ? left : 1 + random.nextInt(left - (count - i - 1));
        left -= weight;
        targets[i] = BigDecimal.valueOf(weight, 2);
        told.price(id, "0.01").security(id, targets[i].toPlainString());
        held.addAll(List.of(id, values[i].multiply(BigDecimal.valueOf(100)).toPlainString()));
      }
      told.managed("0", held.toArray(String[]::new));
      flow = isDeposit ? flow : flow.min(nineTenthsOf(values));
      if (isDeposit) {
        told.funding(flow.toPlainString()).deposit(Method.REBALANCER, flow.toPlainString());
      } else {
        told.withdraw(Method.REBALANCER, flow.toPlainString());
      }

      var after = Filled.apply(told.input(TradeLogic.BEST_FIT).positions(), told.bestFit().plan());

      for (int i = 0; i < count; i++) {
        var level = level(values, targets, isDeposit ? flow : flow.negate());
        var expected = moved(values[i], targets[i], level, isDeposit);
        var id = "S" + i;
        var worth =
            after.managed().holdings().stream()
                .filter(holding -> holding.securityId().equals(id))
                .map(Holding::quantity)
                .map(quantity -> quantity.units().multiply(CENT))
                .findFirst()
                .orElse(BigDecimal.ZERO);
        assertThat(worth.subtract(expected).abs())
            .as("book %s line %s: %s instead of %s", book, i, worth, expected)
            .isLessThanOrEqualTo(new BigDecimal("2.10"));
      }
    }
  }

  /** What can be withdrawn whatever the lots. */
  private static BigDecimal nineTenthsOf(BigDecimal[] values) {
    return Arrays.stream(values)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .multiply(new BigDecimal("0.9"))
        .setScale(2, RoundingMode.DOWN);
  }

  private static BigDecimal moved(
      BigDecimal value, BigDecimal target, BigDecimal level, boolean isDeposit) {
    var at = target.multiply(level);
    return isDeposit ? value.max(at) : value.min(at);
  }

  private static BigDecimal level(BigDecimal[] values, BigDecimal[] targets, BigDecimal flow) {
    var low = BigDecimal.ZERO;
    var high = new BigDecimal("100000000");
    for (int i = 0; i < 200; i++) {
      var middle = low.add(high).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128);
      var total = BigDecimal.ZERO;
      for (int line = 0; line < values.length; line++) {
        var after = moved(values[line], targets[line], middle, flow.signum() > 0);
        total = total.add(after).subtract(values[line]);
      }
      if (total.compareTo(flow) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
