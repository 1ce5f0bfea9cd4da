package io.evenkeel.core.history;

import static io.evenkeel.core.history.Executions.batch;
import static io.evenkeel.core.history.Executions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Execution.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Execution results in any order, with any repetitions,")
class FoldPropertiesTest {
  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /**
   * A custodian that keeps a plain ledger of its trades and tells of every change: what it tells is
   * to be compared with what it knows.
   */
  private static final class Custodian {
    private final Random random;
    private final List<Trade> ledger = new ArrayList<>();
    private final List<Execution> told = new ArrayList<>();

    /** A trade as it now stands; its quantity is 0 once it is busted. */
    private static final class Trade {
      private final String order;
      private String lastId;
      private BigDecimal quantity;
      private BigDecimal price;

      private Trade(String order, String lastId, BigDecimal quantity, BigDecimal price) {
        this.order = order;
        this.lastId = lastId;
        this.quantity = quantity;
        this.price = price;
      }
    }

    private Custodian(Random random) {
      this.random = random;
      for (var i = 0; i < 12; i++) {
        act();
      }
    }

    private void act() {
      var trade = ledger.isEmpty() ? null : ledger.get(random.nextInt(ledger.size()));
      if (trade == null || random.nextInt(3) > 0) {
        trade();
      } else if (trade.quantity.signum() > 0 && random.nextBoolean()) {
        bust(trade);
      } else if (trade.quantity.signum() > 0) {
        correct(trade);
      }
    }

    private void trade() {
      var order = random.nextBoolean() ? "O-1" : "O-2";
      var type = random.nextBoolean() ? Type.PARTIAL : Type.FILL;
      var trade = new Trade(order, "", anyQuantity(), anyPrice());
      trade.lastId = tell(type, null, trade);
      ledger.add(trade);
    }

    private void bust(Trade trade) {
      tell(Type.BUST, trade.lastId, trade);
      trade.quantity = BigDecimal.ZERO;
    }

    private void correct(Trade trade) {
      trade.quantity = anyQuantity();
      trade.price = anyPrice();
      trade.lastId = tell(Type.CORRECT, trade.lastId, trade);
    }

    private BigDecimal anyQuantity() {
      return BigDecimal.valueOf(1 + random.nextInt(4_000), 3);
    }

    private BigDecimal anyPrice() {
      return BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
    }

    private String tell(Type type, @Nullable String ref, Trade trade) {
      var id = "e" + told.size();
      var bust = type == Type.BUST;
      told.add(
          Executions.execution(
              id,
              type,
              ref,
              trade.order,
              bust ? null : trade.quantity.toPlainString(),
              bust ? null : trade.price.toPlainString(),
              told.size()));
      return id;
    }

    private BigDecimal filled(String order) {
      return ledger.stream()
          .filter(t -> t.order.equals(order))
          .map(t -> t.quantity)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private @Nullable BigDecimal averagePrice(String order) {
      var paid =
          ledger.stream()
              .filter(t -> t.order.equals(order))
              .map(t -> t.quantity.multiply(t.price))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return filled(order).signum() == 0
          ? null
          : paid.divide(filled(order), 6, RoundingMode.HALF_EVEN);
    }
  }

  private static List<Execution> shuffledAndRepeated(List<Execution> told, Random random) {
    var copy = new ArrayList<>(told);
    told.stream().filter(e -> random.nextInt(3) == 0).forEach(copy::add);
    Collections.shuffle(copy, random);
    return copy;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void foldToWhatTheCustodianKnows(long seed) {
    var random = new Random(seed);
    var custodian = new Custodian(random);
    var fold = with(batch(), shuffledAndRepeated(custodian.told, random)).fold();

    for (var fill : fold.fills()) {
      assertThat(fill.filled().units()).isEqualByComparingTo(custodian.filled(fill.orderId()));
      var average = custodian.averagePrice(fill.orderId());
      if (average == null) {
        assertThat(fill.averagePrice()).isNull();
      } else {
        assertThat(fill.averagePrice()).isNotNull();
        assertThat(fill.averagePrice().perUnit()).isEqualByComparingTo(average);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void foldToTheSameStateHoweverContradictoryTheyAre(long seed) {
    var random = new Random(seed);
    var chaos = new ArrayList<Execution>();
    for (var i = 0; i < 14; i++) {
      chaos.add(anything(random));
    }
    var inOrder = with(batch(), chaos);

    for (var i = 0; i < 5; i++) {
      var shuffled = with(batch(), shuffledAndRepeated(chaos, random));
      assertThat(shuffled).isEqualTo(inOrder);
      assertThat(shuffled.fold()).isEqualTo(inOrder.fold());
    }
  }

  private static Execution anything(Random random) {
    return Executions.at(
        "e" + random.nextInt(9),
        Type.values()[random.nextInt(Type.values().length)],
        random.nextInt(4) == 0 ? null : "e" + random.nextInt(9),
        List.of("O-1", "O-2", "O-3", "").get(random.nextInt(4)).isEmpty()
            ? null
            : "O-" + (1 + random.nextInt(3)),
        List.of("B-1", "B-1", "B-2", "").get(random.nextInt(4)),
        random.nextInt(6) == 0 ? "PERSHING" : "SCHWAB",
        random.nextInt(6) == 0 ? null : String.valueOf(random.nextInt(8) - 1),
        random.nextInt(6) == 0 ? null : String.valueOf(random.nextInt(8) - 1),
        random.nextInt(6));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shrinkAnOrderOnlyByABustOrACorrection(long seed) {
    var random = new Random(seed);
    var told = shuffledAndRepeated(new Custodian(random).told, random);
    var fills = batch();

    for (var execution : told) {
      var before = fills.fold();
      fills = fills.plus(execution);
      if (execution.type() != Type.BUST && execution.type() != Type.CORRECT) {
        assertNothingShrank(before, fills.fold());
      }
    }
  }

  private static void assertNothingShrank(Fold before, Fold after) {
    for (var i = 0; i < before.fills().size(); i++) {
      assertThat(after.fills().get(i).filled())
          .isGreaterThanOrEqualTo(before.fills().get(i).filled());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void areAllKept(long seed) {
    var random = new Random(seed);
    var chaos = new ArrayList<Execution>();
    for (var i = 0; i < 14; i++) {
      chaos.add(anything(random));
    }
    var kept = with(batch(), chaos).executions().values().stream().flatMap(List::stream).toList();

    assertThat(kept).containsExactlyInAnyOrderElementsOf(new java.util.LinkedHashSet<>(chaos));
  }
}
