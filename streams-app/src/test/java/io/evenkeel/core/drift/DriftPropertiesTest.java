package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever an account holds")
class DriftPropertiesTest {
  private static final List<String> SECURITIES = List.of("A", "B", "C", "D", "E", "F");

  private final MapBoards boards = new MapBoards();

  static Stream<Long> seeds() {
    return LongStream.range(0, 100).boxed();
  }

  /** A book at random that can be judged. */
  private JudgeInput input(Random random) {
    var world = new RandomWorld(random.nextLong(), 1, SECURITIES);
    boards.model(firm(world, "M")).model(firm(world, "N"));
    for (var id : SECURITIES) {
      boards.price(id, BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4).toPlainString());
    }
    var components = components(random);
    boards.target(Books.target("T", Books.FIRM, 1, components));
    return new JudgeInput(
        Books.account(),
        Books.positions(
            sleeve(random, "MANAGED", Sleeve.Kind.MANAGED),
            sleeve(random, "M", Sleeve.Kind.MODEL),
            sleeve(random, "N", Sleeve.Kind.MODEL)),
        TargetExpansion.expand("T", boards),
        Map.of("M", Leverage.of("1.5")),
        Map.of(),
        Instant.EPOCH,
        boards);
  }

  private static Model firm(RandomWorld world, String modelId) {
    var model = world.model(modelId);
    return new Model(modelId, Books.FIRM, 1, "manager", model.holdings());
  }

  private static List<Component> components(Random random) {
    var first = random.nextInt(50);
    var second = random.nextInt(50);
    var components = new ArrayList<Component>();
    components.add(Books.security("A", share(first)));
    components.add(Books.model("M", share(second)));
    components.add(
        random.nextBoolean()
            ? Books.cash(share(100 - first - second))
            : Books.security("B", share(100 - first - second)));
    return components;
  }

  private static String share(int percent) {
    return new GivenWeight(BigDecimal.valueOf(percent, 2)).toString();
  }

  private static Sleeve sleeve(Random random, String id, Sleeve.Kind kind) {
    var holdings = new ArrayList<Holding>();
    for (var security : SECURITIES) {
      if (random.nextBoolean()) {
        var units = BigDecimal.valueOf(1 + random.nextInt(50_000_000), 6);
        holdings.add(new Holding(security, new Quantity(units), List.of()));
      }
    }
    return new Sleeve(
        id,
        kind,
        kind == Sleeve.Kind.MODEL ? id : null,
        new Money(BigDecimal.valueOf(1 + random.nextInt(100_000), 2)),
        Money.ZERO,
        Money.ZERO,
        holdings);
  }

  private static Judgement.Checkable judge(JudgeInput input) {
    return (Judgement.Checkable) new Judge(DriftSettings.DEFAULTS).judge(input);
  }

  private static JudgeInput with(JudgeInput input, Positions positions) {
    return new JudgeInput(
        input.account(),
        positions,
        input.expansion(),
        input.effectiveLeverage(),
        input.sidesBefore(),
        input.now(),
        input.boards());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void weightsAndTargetsSumToExactlyOneOverEachBase(long seed) {
    var judgement = judge(input(new Random(seed)));

    for (var base : List.of("", "M")) {
      var lines = judgement.lines().stream().filter(line -> base.equals(baseOf(line))).toList();
      assertThat(lines).isNotEmpty();
      assertThat(lines.stream().map(Line::weight).reduce(Rational.ZERO, Rational::plus))
          .isEqualTo(Rational.ONE);
      assertThat(lines.stream().map(l -> l.band().target()).reduce(Rational.ZERO, Rational::plus))
          .isEqualTo(Rational.ONE);
    }
  }

  private static String baseOf(Line line) {
    var inside = line.kind() == Line.Kind.SLEEVE_HOLDING || line.kind() == Line.Kind.SLEEVE_CASH;
    return inside ? String.valueOf(line.modelId()) : "";
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderInWhichItIsReportedChangesNothing(long seed) {
    var random = new Random(seed);
    var input = input(random);
    var sleeves = new ArrayList<Sleeve>();
    for (var sleeve : Objects.requireNonNull(input.positions()).sleeves()) {
      var holdings = new ArrayList<>(sleeve.holdings());
      Collections.shuffle(holdings, random);
      sleeves.add(
          new Sleeve(
              sleeve.sleeveId(),
              sleeve.kind(),
              sleeve.modelId(),
              sleeve.settledCash(),
              sleeve.receivable(),
              sleeve.payable(),
              holdings));
    }
    Collections.shuffle(sleeves, random);

    var shuffled = judge(with(input, Books.positions(sleeves.toArray(new Sleeve[0]))));

    assertThat(shuffled).isEqualTo(judge(input));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allPricesAndCashTimesTenChangeNoWeight(long seed) {
    var input = input(new Random(seed));
    var before = judge(input);
    var sleeves =
        Objects.requireNonNull(input.positions()).sleeves().stream()
            .map(DriftPropertiesTest::tenfoldCash)
            .toArray(Sleeve[]::new);
    for (var id : SECURITIES) {
      var price = Objects.requireNonNull(boards.quote(id)).price().perUnit();
      boards.price(id, price.multiply(BigDecimal.TEN).toPlainString());
    }

    var after = judge(with(input, Books.positions(sleeves)));

    assertThat(after.lines().stream().map(Line::weight))
        .isEqualTo(before.lines().stream().map(Line::weight).toList());
    assertThat(after.overallDrift()).isEqualTo(before.overallDrift());
    assertThat(after.equity()).isEqualTo(before.equity().times(Rational.of(10)));
  }

  private static Sleeve tenfoldCash(Sleeve sleeve) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        new Money(sleeve.settledCash().dollars().multiply(BigDecimal.TEN)),
        Money.ZERO,
        Money.ZERO,
        sleeve.holdings());
  }
}
