package io.evenkeel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random books and random executions, told in random order and repeated, beside plain sums: what is
 * judged is the newest snapshot and the distinct live executions that it does not cover.
 */
@DisplayName("A random book with provisional fills")
class RandomProvisionalFillsTest {
  private static final List<String> SECURITIES = List.of("AAA", "BBB", "CCC");
  private static final List<String> SLEEVES = List.of("MANAGED", "TECH");

  /** Ten trades of 9 at most. */
  private static final BigDecimal MORE_THAN_IS_SOLD = BigDecimal.valueOf(91);

  private static final Instant OPENING = Story.MORNING;

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isTheSnapshotAndTheDistinctLiveExecutionsThatItDoesNotCover(long seed) {
    var world = new World(new Random(seed));
    for (var execution : world.shuffledAndRepeated()) {
      world.hear(execution);
      if (world.random.nextInt(4) == 0) {
        world.snapshot(world.anyTime());
      }
      assertThat(world.judged()).isEqualTo(world.expected());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isWhatTheCustodianHasOnceEverythingWasTold(long seed) {
    var world = new World(new Random(seed));

    world.shuffledAndRepeated().forEach(world::hear);

    assertThat(world.judged()).isEqualTo(world.truth(world.end()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isTheSnapshotItselfOnceThatCoversEverything(long seed) {
    var world = new World(new Random(seed));
    var told = world.shuffledAndRepeated();
    var before = world.random.nextInt(told.size());

    told.subList(0, before).forEach(world::hear);
    world.snapshot(world.end());
    assertThat(world.judged()).isEqualTo(world.truth(world.end()));
    told.subList(before, told.size()).forEach(world::hear);

    assertThat(world.held()).isSameAs(world.story.book.positions());
  }

  /** A book, a batch, and a custodian that knows its trades and tells of every change. */
  private static final class World {
    private final Random random;
    private final Story story = new Story();
    private final List<Order> orders = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<Execution> told = new ArrayList<>();
    private final LinkedHashSet<Execution> heard = new LinkedHashSet<>();
    private final Map<String, BigDecimal> opening = new TreeMap<>();
    private Instant through = OPENING;
    private long version;

    World(Random random) {
      this.random = random;
      story.settings =
          AccountSettings.DEFAULTS.withCustody(
              new CustodySettings(Duration.ofHours(24), Money.ZERO, true, Map.of()));
      story.account(Story.ACCOUNT);
      drawBook();
      snapshot(OPENING);
      drawBatch();
      acknowledge();
      for (var i = 0; i < 10; i++) {
        trade();
      }
    }

    private void drawBook() {
      for (var sleeve : SLEEVES) {
        opening.put(sleeve, BigDecimal.valueOf(random.nextInt(5_000_000), 2));
        for (var security : SECURITIES) {
          var more = BigDecimal.valueOf(random.nextInt(60_000), 2);
          opening.put(sleeve + "/" + security, MORE_THAN_IS_SOLD.add(more));
        }
      }
    }

    private void drawBatch() {
      for (var sleeve : SLEEVES) {
        for (var security : SECURITIES) {
          var side = random.nextBoolean() ? TradeSide.BUY : TradeSide.SELL;
          orders.add(
              new Order(
                  "O-" + orders.size(),
                  security,
                  sleeve,
                  security,
                  side,
                  Quantity.of("1000"),
                  Price.of("10"),
                  Money.of("10000")));
        }
      }
      if (random.nextBoolean()) {
        transfers.add(new Transfer("MANAGED", "TECH", Money.of("123.45")));
        transfers.add(new Transfer("TECH", "FUNDING", Money.of("7.01")));
      }
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
              OPENING,
              Story.END_OF_DAY,
              orders,
              transfers);
      var live =
          LiveBatch.handedOver(
              batch, List.of(), Acknowledged.NOTHING, new BuildScope.WholeAccount(), OPENING);
      story.book = story.book.withBatches(Batches.NONE.opened(live));
    }

    private void acknowledge() {
      tell(Type.ACK, null, null, null, null);
    }

    /** A fill; of some it tells later that they were otherwise, of some that they were not. */
    private void trade() {
      var order = orders.get(random.nextInt(orders.size()));
      var id = tell(random.nextBoolean() ? Type.FILL : Type.PARTIAL, null, order, any(), price());
      for (var left = random.nextInt(3); left > 0; left--) {
        id =
            tell(
                Type.CORRECT, id, order, random.nextInt(5) == 0 ? BigDecimal.ZERO : any(), price());
      }
      if (random.nextInt(4) == 0) {
        tell(Type.BUST, id, order, null, null);
      }
    }

    private BigDecimal any() {
      return BigDecimal.valueOf(1 + random.nextInt(9_000), 3);
    }

    private BigDecimal price() {
      return BigDecimal.valueOf(1 + random.nextInt(900_000), 4);
    }

    private String tell(
        Type type,
        @Nullable String ref,
        @Nullable Order order,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal price) {
      var id = "E-" + told.size();
      var fees = quantity == null || random.nextInt(3) > 0 ? null : Money.of("1.07");
      var net = quantity == null || random.nextInt(6) > 0 ? null : Money.of("-3.21");
      told.add(
          new Execution(
              id,
              type,
              ref,
              order == null ? null : order.orderId(),
              null,
              "A-1",
              "B-1",
              "SCHWAB",
              quantity == null ? null : new Quantity(quantity),
              price == null ? null : new Price(price),
              fees,
              net,
              null,
              null,
              null,
              OPENING.plusSeconds(told.size() + 1L)));
      return id;
    }

    List<Execution> shuffledAndRepeated() {
      var all = new ArrayList<>(told);
      told.stream().filter(e -> random.nextInt(3) == 0).forEach(all::add);
      Collections.shuffle(all, random);
      return all;
    }

    void hear(Execution execution) {
      heard.add(execution);
      story.executed(execution);
    }

    Instant end() {
      return told.get(told.size() - 1).at();
    }

    Instant anyTime() {
      var seconds = Duration.between(through, end()).toSeconds();
      return through.plusSeconds(random.nextLong(seconds + 1));
    }

    void snapshot(Instant at) {
      through = at;
      story.positions(++version, at, sleeves(truth(at)));
    }

    private List<Sleeve> sleeves(Map<String, BigDecimal> lines) {
      var sleeves = new ArrayList<Sleeve>();
      for (var id : List.of("MANAGED", "TECH", "FUNDING")) {
        if (lines.containsKey(id)) {
          var held = new ArrayList<Holding>();
          for (var security : SECURITIES) {
            var quantity = lines.getOrDefault(id + "/" + security, BigDecimal.ZERO);
            held.add(new Holding(security, new Quantity(quantity), List.of()));
          }
          var kind = id.equals("TECH") ? Sleeve.Kind.MODEL : Sleeve.Kind.valueOf(id);
          sleeves.add(
              new Sleeve(
                  id,
                  kind,
                  kind == Sleeve.Kind.MODEL ? id : null,
                  new Money(lines.get(id)),
                  Money.ZERO,
                  Money.ZERO,
                  held));
        }
      }
      return sleeves;
    }

    /** What the custodian has once all that happened by then has. */
    Map<String, BigDecimal> truth(Instant at) {
      var lines = new TreeMap<>(opening);
      add(lines, told.stream().filter(e -> !e.at().isAfter(at)).toList(), 1);
      return some(lines);
    }

    /** The snapshot, with what was heard, and without what it has of that. */
    Map<String, BigDecimal> expected() {
      var lines = new TreeMap<>(truth(through));
      add(lines, heard, 1);
      add(lines, heard.stream().filter(e -> !e.at().isAfter(through)).toList(), -1);
      return some(lines);
    }

    private void add(Map<String, BigDecimal> lines, Collection<Execution> executions, int sign) {
      if (executions.stream().anyMatch(e -> e.type() != Type.BUST)) {
        for (var transfer : transfers) {
          plus(lines, transfer.fromSleeveId(), transfer.amount().negate().dollars(), sign);
          plus(lines, transfer.toSleeveId(), transfer.amount().dollars(), sign);
        }
      }
      for (var execution : executions) {
        if (counts(execution, executions)) {
          book(lines, execution, sign);
        }
      }
    }

    private void book(Map<String, BigDecimal> lines, Execution execution, int sign) {
      var order = orders.get(Integer.parseInt(execution.orderId().substring(2)));
      var units = execution.quantity().units();
      var isBuy = order.side() == TradeSide.BUY;
      var gross = units.multiply(execution.price().perUnit()).setScale(2, RoundingMode.HALF_EVEN);
      var fees = execution.fees() == null ? BigDecimal.ZERO : execution.fees().dollars();
      var cash = (isBuy ? gross.negate() : gross).subtract(fees);
      if (execution.netAmount() != null) {
        cash = execution.netAmount().dollars();
      }
      if (units.signum() > 0) {
        plus(lines, order.sleeveId(), cash, sign);
        plus(
            lines,
            order.sleeveId() + "/" + order.securityId(),
            isBuy ? units : units.negate(),
            sign);
      }
    }

    private static void plus(
        Map<String, BigDecimal> lines, String line, BigDecimal amount, int sign) {
      lines.merge(line, sign > 0 ? amount : amount.negate(), BigDecimal::add);
    }

    /** A fill or correction that nothing of its trade corrects or withdraws. */
    private static boolean counts(Execution execution, Collection<Execution> all) {
      if (execution.type() == Type.ACK || execution.type() == Type.BUST) {
        return false;
      }
      var trade = trade(execution, all);
      return trade.stream()
          .noneMatch(
              other ->
                  other.type() == Type.BUST
                      || execution.executionId().equals(other.refExecutionId()));
    }

    /** All that leads to the same execution, also to one that nobody has heard of. */
    private static List<Execution> trade(Execution one, Collection<Execution> all) {
      var root = root(one, all);
      return all.stream().filter(e -> root(e, all).equals(root)).toList();
    }

    private static String root(Execution execution, Collection<Execution> all) {
      var byId = new HashMap<String, Execution>();
      all.forEach(e -> byId.put(e.executionId(), e));
      var id = execution.executionId();
      while (byId.containsKey(id) && byId.get(id).refExecutionId() != null) {
        id = byId.get(id).refExecutionId();
      }
      return id;
    }

    Positions held() {
      return Settling.settled(story.book, story.moment()).held();
    }

    Map<String, BigDecimal> judged() {
      var lines = new TreeMap<String, BigDecimal>();
      for (var sleeve : held().sleeves()) {
        lines.put(sleeve.sleeveId(), sleeve.cash().dollars());
        sleeve
            .holdings()
            .forEach(
                h -> lines.put(sleeve.sleeveId() + "/" + h.securityId(), h.quantity().units()));
      }
      return some(lines);
    }

    /** Without what there is none of, however it is written. */
    private static Map<String, BigDecimal> some(Map<String, BigDecimal> lines) {
      var some = new TreeMap<String, BigDecimal>();
      lines.forEach(
          (line, value) -> {
            if (value.signum() != 0 || line.equals("MANAGED") || line.equals("TECH")) {
              some.put(line, value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
            }
          });
      return some;
    }
  }
}
