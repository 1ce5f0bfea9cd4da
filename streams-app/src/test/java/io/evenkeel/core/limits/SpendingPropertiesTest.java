package io.evenkeel.core.limits;

import static io.evenkeel.core.limits.LastStep.batch;
import static io.evenkeel.core.limits.LastStep.buy;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What may be sent within a minute")
class SpendingPropertiesTest {
  private static final Money LIMIT = Money.of("1000");

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private record Sent(Instant at, Money amount) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverOvershootsInAnyWindowOfSixtySeconds(long seed) {
    var random = new Random(seed);
    var sent = new ArrayList<Sent>();
    var spending = Spending.none("SCHWAB");
    var now = LastStep.TEN;
    for (var i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(900));
      var amount = new Money(BigDecimal.valueOf(1 + random.nextInt(20_000), 2));
      if (spending.at(now).plus(amount).compareTo(LIMIT) <= 0) {
        spending = spending.plus(amount, now);
        sent.add(new Sent(now, amount));
      }
    }

    for (var last : sent) {
      var from = last.at().minus(Spending.WINDOW);
      var within =
          sent.stream()
              .filter(one -> one.at().isAfter(from) && !one.at().isAfter(last.at()))
              .map(Sent::amount)
              .reduce(Money.ZERO, Money::plus);
      assertThat(within).isLessThanOrEqualTo(LIMIT);
    }
    assertThat(sent).hasSizeGreaterThan(100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isKeptInAMinuteOfSecondsHoweverMuchIsSent(long seed) {
    var random = new Random(seed);
    var spending = Spending.none("SCHWAB");
    var now = LastStep.TEN;
    for (var i = 0; i < 3_000; i++) {
      now = now.plusMillis(random.nextInt(300));
      spending = spending.plus(Money.of("1"), now);
      assertThat(spending.bySecond()).hasSizeLessThanOrEqualTo(61);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void staysBelowTheFirmsLimitOverAllCustodiansWhateverEachOfThemSends(long seed) {
    var random = new Random(seed);
    var custodians = 2 + random.nextInt(5);
    var whole = new PerMinute(Optional.of(Money.of("1000.01")), Map.of(), custodians);
    var total = Money.ZERO;
    for (var i = 0; i < custodians; i++) {
      var step =
          new LastStep(
              new LimitSettings(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  PerMinute.OFF,
                  whole,
                  Optional.empty(),
                  BusinessCalendars.DEFAULT));
      for (var j = 0; j < 100; j++) {
        var quantity = String.valueOf(1 + random.nextInt(9));
        if (step.sends(batch("R-" + j, "A-" + j, buy("o-" + j, quantity)))) {
          total =
              total.plus(
                  Money.rounded(
                      Money.of("12.5")
                          .exact()
                          .times(io.evenkeel.core.money.Rational.of(quantity))));
        }
      }
    }

    assertThat(total).isLessThanOrEqualTo(Money.of("1000.01"));
    assertThat(total.signum()).isPositive();
  }

  @Test
  void countsWhatAClockThatRanAheadHasSent() {
    var ahead = Spending.none("SCHWAB").plus(Money.of("7"), LastStep.TEN.plus(Duration.ofHours(2)));

    assertThat(ahead.at(LastStep.TEN)).isEqualTo(Money.of("7"));
    assertThat(ahead.plus(Money.of("1"), LastStep.TEN).at(LastStep.TEN)).isEqualTo(Money.of("8"));
  }

  @Test
  void isDividedIntoSharesThatAreRoundedDown() {
    var limit = new PerMinute(Optional.of(Money.of("100")), Map.of("B", Optional.empty()), 3);

    assertThat(limit.share("A")).contains(Money.of("33.33"));
    assertThat(limit.share("B")).isEmpty();
  }
}
