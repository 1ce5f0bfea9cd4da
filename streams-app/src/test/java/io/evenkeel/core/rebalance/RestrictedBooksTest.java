package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trades of random books with random restrictions, 100 per seed")
class RestrictedBooksTest {
  private static final int BOOKS_PER_SEED = 100;

  static LongStream seeds() {
    var from = Long.getLong("evenkeel.books.from", 1);
    return LongStream.range(from, from + Long.getLong("evenkeel.books.seeds", 20));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void breakNoRestrictionAndNoOtherRule(long seed) {
    var violations = new ArrayList<String>();
    var hindered = 0;
    for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
      for (var logic : TradeLogic.values()) {
        var input = RandomBook.of(book, logic);
        var limited = World.with(input, limits(input, book));
        for (var scope : scopes(limited)) {
          var scoped = World.with(limited, scope);
          var result = TradeBuilder.build(scoped);
          hindered += result.equals(TradeBuilder.build(World.with(input, scope))) ? 0 : 1;
          for (var violation : TradeChecks.violationsUnderLimits(scoped, result)) {
            violations.add("book %s, %s, %s: %s".formatted(book, logic, scope, violation));
          }
        }
      }
    }

    assertThat(violations).isEmpty();
    assertThat(hindered).as("builds that a limit changed").isGreaterThan(BOOKS_PER_SEED / 4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void breakNoRestrictionWhereCashMovesInOrOut(long seed) {
    var violations = new ArrayList<String>();
    var hindered = 0;
    for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
      var input = RandomCashMovementsTest.movement(book);
      var limited = World.with(input, limits(input, book));
      var result = TradeBuilder.build(limited);
      hindered += result.equals(TradeBuilder.build(input)) ? 0 : 1;
      for (var violation : TradeChecks.brokenLimits(limited, result)) {
        violations.add("book %s, %s: %s".formatted(book, input.scope(), violation));
      }
    }

    assertThat(violations).isEmpty();
    assertThat(hindered).as("builds that a limit changed").isPositive();
  }

  /** Book 426 once raised a withdrawal by debt alone, until the sleeve's equity was 0. */
  @Test
  void takeNoSleeveDeeperIntoDebtForAWithdrawalThanWhatIsSoldThereAllows() {
    var input = RandomCashMovementsTest.movement(426);
    var sold = input.positions().sleeves().get(0).holdings().get(0).securityId();
    var limit = new Limit(sold, Limit.Code.DO_NOT_SELL, false, true, "no selling");

    var result = TradeBuilder.build(World.with(input, new Limits(List.of(limit))));

    assertThat(result).isInstanceOf(BuildResult.Failed.class);
    assertThat(((BuildResult.Failed) result).code()).isEqualTo(IssueCode.RESTRICTED);
  }

  /** Each once gave until its equity was 0, by owing for what it may not sell. */
  @ParameterizedTest(name = "book {0}")
  @ValueSource(longs = {104_407, 107_713, 109_792, 114_736, 122_628})
  void leaveNoSleeveWithDebtAloneForAWithdrawal(long book) {
    var input = RandomCashMovementsTest.movement(book);

    assertNoDebtAlone(World.with(input, limits(input, book)));
  }

  @Test
  void leaveNoSleeveWithDebtAloneWhereTheWholeAccountIsRebalanced() {
    var input = RandomBook.of(102_164, TradeLogic.MIN_TRANSACTION);

    assertNoDebtAlone(World.with(input, limits(input, 102_164)));
  }

  /**
   * It may not sell S00, owes for it instead, and once sold thousands to give a little, of which
   * the next build bought most back.
   */
  @Test
  void sellNothingInALeveredSleeveThatTheNextBuildWouldBuyBack() {
    var input = RandomBook.of(124_616, TradeLogic.MIN_TRANSACTION);
    var limited = World.with(input, limits(input, 124_616));

    var result = TradeBuilder.build(limited);

    assertThat(TradeChecks.violationsUnderLimits(limited, result)).isEmpty();
    assertThat(((BuildResult.Proposed) result).plan().sleeveChanges())
        .singleElement()
        .satisfies(change -> assertThat(change.amount().signum()).isNegative());
  }

  /** Book 132,715 withdraws everything: there is nothing left to weigh anything against. */
  @Test
  void breakNoRestrictionWhereEverythingIsWithdrawn() {
    var input = RandomCashMovementsTest.movement(132_715);
    var limited = World.with(input, limits(input, 132_715));

    var result = (BuildResult.Proposed) TradeBuilder.build(limited);

    assertThat(NaiveJudge.equity(World.after(limited, result.plan())).signum()).isZero();
    assertThat(TradeChecks.brokenLimits(limited, result)).isEmpty();
  }

  private static void assertNoDebtAlone(BuildInput input) {
    if (TradeBuilder.build(input) instanceof BuildResult.Proposed some) {
      assertThat(Filled.apply(input.positions(), some.plan()).sleeves())
          .filteredOn(sleeve -> sleeve.kind() == Sleeve.Kind.MODEL && !sleeve.isEmpty())
          .allSatisfy(sleeve -> assertThat(NaiveJudge.equity(input, sleeve).signum()).isPositive());
    }
  }

  /** Every way to build: the whole account, and each of its model sleeves by hand. */
  private static List<BuildScope> scopes(BuildInput input) {
    var scopes = new ArrayList<BuildScope>();
    scopes.add(new BuildScope.WholeAccount());
    var cash = input.positions().managed().cash();
    for (var line : input.target().lines()) {
      if (line.kind() == Component.Kind.MODEL) {
        scopes.add(new BuildScope.LiquidateSleeve(line.ref()));
        if (cash.signum() >= 0) {
          scopes.add(new BuildScope.AllocateSleeve(line.ref(), cash));
        }
      }
    }
    return scopes;
  }

  private static Limits limits(BuildInput input, long seed) {
    var random = new Random(seed);
    var limits = new ArrayList<Limit>();
    for (var id : securities(input)) {
      switch (random.nextInt(6)) {
        case 0 -> limits.add(new Limit(id, Limit.Code.DO_NOT_BUY, true, false, "no buying"));
        case 1 -> limits.add(new Limit(id, Limit.Code.DO_NOT_SELL, false, true, "no selling"));
        case 2 -> limits.add(new Limit(id, Limit.Code.DO_NOT_TRADE, true, true, "no trading"));
        default -> {}
      }
    }
    return new Limits(limits);
  }

  private static TreeSet<String> securities(BuildInput input) {
    var ids = new TreeSet<String>();
    input.positions().sleeves().stream()
        .flatMap(sleeve -> sleeve.holdings().stream())
        .forEach(holding -> ids.add(holding.securityId()));
    for (var line : input.target().lines()) {
      if (line.kind() == Component.Kind.SECURITY) {
        ids.add(line.ref());
      }
      var model = line.kind() == Component.Kind.MODEL ? input.boards().model(line.ref()) : null;
      ids.addAll(model == null ? List.of() : model.holdings().keySet());
    }
    return ids;
  }
}
