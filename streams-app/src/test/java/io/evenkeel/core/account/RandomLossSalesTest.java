package io.evenkeel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.TradeSide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One sale from random lots, near what they cost, by random fills with fees, net amounts,
 * corrections and busts, told in random order and repeated, beside plain sums.
 */
@DisplayName("A random sale is one at a loss")
class RandomLossSalesTest {
  private static final LocalDate BOUGHT = LocalDate.parse("2025-01-02");

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  private static final class World {
    final Random random;
    final Story story = new Story();
    final List<Lot> lots = new ArrayList<>();
    final List<Execution> told = new ArrayList<>();
    final Map<String, Execution> live = new HashMap<>();

    World(long seed) {
      random = new Random(seed);
      story.account(Story.ACCOUNT);
      for (var i = 1 + random.nextInt(4); i > 0; i--) {
        lots.add(lot());
      }
      open();
      for (var i = 1 + random.nextInt(5); i > 0; i--) {
        trade();
      }
    }

    private Lot lot() {
      var units = 1 + random.nextInt(20);
      var cents = 9_990 + random.nextInt(20);
      var basis = BigDecimal.valueOf((long) units * cents, 2);
      return new Lot(
          new Quantity(BigDecimal.valueOf(units)),
          random.nextInt(6) == 0 ? null : new Money(basis),
          BOUGHT);
    }

    private void open() {
      var order =
          new Order(
              "O-1",
              "SECURITY:AAA",
              "MANAGED",
              "AAA",
              TradeSide.SELL,
              Quantity.of("1000"),
              Price.of("100"),
              Money.of("100000"),
              lots,
              null,
              false);
      var batch =
          new Batch(
              "B-1",
              "R-1",
              "A-1",
              "F-1",
              "advisor-7",
              "SCHWAB",
              "ref-1",
              "hash",
              "advisor-7",
              Story.MORNING,
              Story.END_OF_DAY,
              List.of(order),
              List.of());
      var live =
          LiveBatch.handedOver(
              batch, List.of(), Acknowledged.NOTHING, new BuildScope.WholeAccount(), Story.MORNING);
      story.book = story.book.withBatches(Batches.NONE.opened(live));
    }

    /** A fill that is perhaps corrected, then perhaps busted: what is left of it is live. */
    private void trade() {
      var fill = tell(Type.FILL, null);
      var last = fill;
      if (random.nextInt(3) == 0) {
        last = tell(Type.CORRECT, fill.executionId());
      }
      live.put(last.executionId(), last);
      if (random.nextInt(5) == 0) {
        tell(Type.BUST, last.executionId());
        live.remove(last.executionId());
      }
    }

    private Execution tell(Type type, @Nullable String ref) {
      var isBust = type == Type.BUST;
      var units = BigDecimal.valueOf(1 + random.nextInt(8));
      var price = BigDecimal.valueOf(9_990 + random.nextInt(20), 2);
      var fees = random.nextInt(3) == 0 ? BigDecimal.valueOf(random.nextInt(30), 2) : null;
      var net =
          random.nextInt(4) == 0
              ? units.multiply(price).subtract(BigDecimal.valueOf(random.nextInt(30), 2))
              : null;
      var execution =
          new Execution(
              "E-" + told.size(),
              type,
              ref,
              "O-1",
              null,
              "A-1",
              "B-1",
              "SCHWAB",
              isBust ? null : new Quantity(units),
              isBust ? null : new Price(price),
              isBust || fees == null ? null : new Money(fees),
              isBust || net == null ? null : new Money(net),
              null,
              null,
              null,
              Story.MORNING.plusSeconds(told.size()));
      told.add(execution);
      return execution;
    }

    void hearsAll() {
      var all = new ArrayList<>(told);
      told.stream().filter(e -> random.nextBoolean()).forEach(all::add);
      Collections.shuffle(all, random);
      all.forEach(story::executed);
    }

    /** Cents over shares, cross-multiplied: nothing is divided. */
    boolean isLoss() {
      var units = BigDecimal.ZERO;
      var net = BigDecimal.ZERO;
      for (var execution : live.values()) {
        units = units.add(execution.quantity().units());
        net = net.add(brought(execution));
      }
      var before = BigDecimal.ZERO;
      for (var lot : lots) {
        var isTaken = before.compareTo(units) < 0;
        before = before.add(lot.quantity().units());
        if (isTaken && lot.costBasis() != null) {
          var cost = lot.costBasis().dollars().multiply(units);
          if (cost.compareTo(net.multiply(lot.quantity().units())) > 0) {
            return true;
          }
        }
      }
      return false;
    }

    private static BigDecimal brought(Execution execution) {
      if (execution.netAmount() != null) {
        return execution.netAmount().dollars();
      }
      var gross = execution.quantity().units().multiply(execution.price().perUnit());
      var fees = execution.fees() == null ? BigDecimal.ZERO : execution.fees().dollars();
      return gross.setScale(2, RoundingMode.HALF_EVEN).subtract(fees);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void exactlyWhereALotThatItTookCostMoreThanItBroughtAfterFees(long seed) {
    var world = new World(seed);

    world.hearsAll();

    assertThat(world.story.book.limits().lossSales().isEmpty()).isEqualTo(!world.isLoss());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void andTellsItsGroupTheSameWhateverTheOrder(long seed) {
    var world = new World(seed);

    world.hearsAll();

    var said = world.story.said(Output.SoldAtLoss.class);
    var last = said.isEmpty() ? null : said.get(said.size() - 1).newest();
    assertThat(last != null).isEqualTo(world.isLoss());
  }

  @Test
  void inSomeOfTheRunsAboveAndNotInOthers() {
    var seen = new HashSet<Boolean>();
    seeds().forEach(seed -> seen.add(new World(seed).isLoss()));

    assertThat(seen).isEqualTo(Set.of(true, false));
  }
}
