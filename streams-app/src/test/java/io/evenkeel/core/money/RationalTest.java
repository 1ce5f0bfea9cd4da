package io.evenkeel.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against fractions of whole numbers, which have no short form that could overflow. */
@DisplayName("Exact fractions")
class RationalTest {
  private static final long[] EDGES = {
    0, 1, -1, 9, 10, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 10, 1L << 31, 1L << 32
  };

  private record Naive(BigInteger above, BigInteger below) {
    Naive plus(Naive other) {
      return new Naive(
          above.multiply(other.below).add(other.above.multiply(below)),
          below.multiply(other.below));
    }

    Naive times(Naive other) {
      return new Naive(above.multiply(other.above), below.multiply(other.below));
    }

    int compareTo(Naive other) {
      return above.multiply(other.below).compareTo(other.above.multiply(below));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void areWhatWholeNumbersSayOfThem(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var a = number(random);
      var b = number(random);
      var naiveA = naive(a);
      var naiveB = naive(b);

      assertSame(a.plus(b), naiveA.plus(naiveB));
      assertSame(a.minus(b), naiveA.plus(naive(b.negate())));
      assertSame(a.times(b), naiveA.times(naiveB));
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(naiveA.compareTo(naiveB));
      assertThat(a.signum()).isEqualTo(naiveA.above.signum());
      assertThat(a.equals(b)).isEqualTo(naiveA.compareTo(naiveB) == 0);
      if (!b.isZero()) {
        assertSame(a.dividedBy(b).times(b), naiveA);
        assertThat(a.wholeTimes(b)).isEqualTo(a.dividedBy(b).floor());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void areRoundedAsTheirDecimalsAre(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 20_000; i++) {
      var number = number(random);
      var naive = naive(number);
      var parts = naive.above.divideAndRemainder(naive.below);
      var floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];

      assertThat(number.floor()).isEqualTo(floor);
      assertThat(number.ceiling())
          .isEqualTo(parts[1].signum() == 0 ? floor : floor.add(BigInteger.ONE));
      assertThat(number.rounded(2))
          .isEqualTo(Rational.of(number.toDecimal(2, RoundingMode.HALF_EVEN)));
      assertThat(number.toDecimal(2, RoundingMode.HALF_EVEN))
          .isEqualTo(
              new BigDecimal(naive.above)
                  .divide(new BigDecimal(naive.below), 2, RoundingMode.HALF_EVEN));
    }
  }

  @Test
  void areEqualHoweverTheyAreWritten() {
    var half = Rational.of(BigInteger.ONE, BigInteger.TWO);

    assertThat(Rational.of("0.50")).isEqualTo(half).hasSameHashCodeAs(half).hasToString("1/2");
    assertThat(Rational.of("5E+1")).isEqualTo(Rational.of(50)).hasSameHashCodeAs(Rational.of(50));
    assertThat(Rational.of(50).dividedBy(Rational.of("-100"))).isEqualTo(half.negate());
  }

  @Test
  void keepDecimalsThatHaveMoreDigitsThanALong() {
    var long30 = new BigDecimal("123456789012345678901234567.890");
    var fine = new BigDecimal("0.0000000000000000000000001");

    assertThat(Rational.of(long30).minus(Rational.of(long30))).isEqualTo(Rational.ZERO);
    assertThat(Rational.of(long30).plus(Rational.of(fine)))
        .isEqualTo(Rational.of(long30.add(fine)));
  }

  @Test
  void refuseToBeDividedByZero() {
    assertThatThrownBy(() -> Rational.ONE.dividedBy(Rational.ZERO))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.of(BigInteger.ONE, BigInteger.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }

  private static Rational number(Random random) {
    var decimal = BigDecimal.valueOf(digits(random), random.nextInt(20));
    return random.nextInt(4) == 0
        ? Rational.of(decimal).dividedBy(Rational.of(1 + random.nextInt(1_000)))
        : Rational.of(decimal);
  }

  /** Small ones, long ones, and those next to where a long ends. */
  private static long digits(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(2_001) - 1_000L;
      case 1 -> EDGES[random.nextInt(EDGES.length)];
      case 2 -> random.nextLong() >> random.nextInt(63);
      default -> EDGES[random.nextInt(EDGES.length)] + random.nextInt(5) - 2;
    };
  }

  private static Naive naive(Rational number) {
    return new Naive(number.numerator(), number.denominator());
  }

  private static void assertSame(Rational actual, Naive expected) {
    assertThat(naive(actual).compareTo(expected)).as("%s", actual).isZero();
    assertThat(actual.denominator().signum()).isPositive();
  }
}
