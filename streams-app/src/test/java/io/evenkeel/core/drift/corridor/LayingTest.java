package io.evenkeel.core.drift.corridor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Within the triggers that were laid")
class LayingTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  static Stream<Long> seeds() {
    return LongStream.range(0, 300).boxed();
  }

  /** A levered account at random: three positions of its own, four in a sleeve that borrows. */
  private static final class Case {
    final Random random;
    final Triggers triggers = new Triggers();
    final Laying laying = new Laying(triggers);
    final BigDecimal[] quantity = new BigDecimal[7];
    final double[] up = new double[7];
    final double[] down = new double[7];
    final BigDecimal cash;
    final BigDecimal borrowed;
    double lineUp;
    double lineDown;
    int[] cells = new int[0];

    Case(long seed) {
      random = new Random(seed);
      cash = decimal(2_000 * random.nextDouble(), 2);
      borrowed = decimal(-8_000 * random.nextDouble(), 2);
      for (var i = 0; i < 7; i++) {
        triggers.addSymbol(price().doubleValue());
        var value = 5_000 * (0.5 + random.nextDouble());
        quantity[i] = decimal(value / triggers.price(i), 6).max(new BigDecimal("0.000001"));
      }
      var sleeve = equity(3, 7, borrowed);
      var account = equity(0, 3, cash).add(sleeve);
      for (var i = 0; i < 7; i++) {
        var base = (i < 3 ? account : sleeve).doubleValue();
        var weight = quantity[i].doubleValue() * triggers.price(i) / base;
        up[i] = random.nextInt(8) == 0 ? NONE : weight * (1 + 0.3 * cubed());
        down[i] = random.nextInt(8) == 0 ? 0 : weight * (1 - 0.3 * cubed());
      }
      var share = sleeve.doubleValue() / account.doubleValue();
      lineUp = share * (1 + 0.3 * cubed());
      lineDown = share * (1 - 0.3 * cubed());
    }

    /** Mostly small: bounds are near. */
    private double cubed() {
      var chance = random.nextDouble();
      return chance * chance * chance;
    }

    private BigDecimal price() {
      return decimal(Math.exp(8 * random.nextDouble()), 6);
    }

    private static BigDecimal decimal(double value, int decimals) {
      return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    BigDecimal equity(int from, int to, BigDecimal money) {
      var sum = money;
      for (var i = from; i < to; i++) {
        sum = sum.add(value(i));
      }
      return sum;
    }

    BigDecimal value(int position) {
      return quantity[position].multiply(new BigDecimal(triggers.price(position)));
    }

    boolean lay() {
      var shape = new Shape(2, 7).base(cash.doubleValue(), NONE, 0);
      for (var i = 0; i < 7; i++) {
        if (i == 3) {
          shape.base(borrowed.doubleValue(), NONE, 0).line(lineUp, lineDown);
        }
        shape.position(i, quantity[i].doubleValue(), up[i], down[i]);
      }
      cells = shape.cells();
      for (var i = 0; i < 7; i++) {
        cells[Cells.position(cells, i) + Cells.POSTING] = triggers.add(i, 0);
      }
      return laying.lay(0, cells, 0) == Laying.Finding.LAID;
    }

    /** Anywhere between the triggers, mostly on them: there it is tightest. */
    void move() {
      for (var i = 0; i < 7; i++) {
        var posting = cells[Cells.position(cells, i) + Cells.POSTING];
        var floor = triggers.floor(posting);
        var ceiling = triggers.ceiling(posting);
        var way = random.nextInt(3) == 0 ? random.nextDouble() : random.nextInt(2);
        triggers.price(i, Math.min(ceiling, Math.max(floor, floor + way * (ceiling - floor))));
      }
    }

    void assertThatEveryShareIsWithinItsBounds() {
      var sleeve = equity(3, 7, borrowed);
      var account = equity(0, 3, cash).add(sleeve);
      assertThat(sleeve).isPositive();
      assertThat(account).isPositive();
      for (var i = 0; i < 7; i++) {
        within(value(i), i < 3 ? account : sleeve, up[i], down[i]);
      }
      within(sleeve, account, lineUp, lineDown);
    }

    private static void within(BigDecimal value, BigDecimal base, double up, double down) {
      if (up < NONE) {
        assertThat(value).isLessThan(base.multiply(new BigDecimal(up)));
      }
      assertThat(value).isGreaterThan(base.multiply(new BigDecimal(down)));
    }
  }

  /** Exactly, although all that the engine knows is floats. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyShareKeepsToItsBoundsExactly(long seed) {
    var tried = new Case(seed);
    if (!tried.lay()) {
      return;
    }
    for (var i = 0; i < 200; i++) {
      tried.move();
      tried.assertThatEveryShareIsWithinItsBounds();
    }
  }

  @Test
  void mostAccountsFindRoom() {
    assertThat(seeds().filter(seed -> new Case(seed).lay()).count()).isGreaterThan(140);
  }

  @Test
  void nothingIsLaidPastABoundOrOnIt() {
    for (var up : new double[] {0.4, 0.5, 0.5 * (1 + 1e-7)}) {
      var triggers = new Triggers();
      triggers.addSymbol(50);
      var shape = new Shape(1, 1).base(100, NONE, 0).position(0, 2, up, 0);
      shape.cells()[Cells.position(shape.cells(), 0) + Cells.POSTING] = triggers.add(0, 0);

      assertThat(new Laying(triggers).lay(0, shape.cells(), 0)).isEqualTo(Laying.Finding.UNSURE);
    }
  }
}
