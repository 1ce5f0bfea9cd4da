package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The times of rows")
class RowTimesTest {
  private static final LocalDate FRIDAY = LocalDate.parse("2020-03-06");
  private static final LocalDate MONDAY = LocalDate.parse("2020-03-09");

  private final RowTimes times =
      new RowTimes(ZoneId.of("America/New_York"), List.of(FRIDAY, MONDAY));

  @Test
  void areNoonInTheCustodiansZoneInWinterAsInSummer() {
    assertThat(times.of(0)).isEqualTo(Instant.parse("2020-03-06T17:00:00Z"));
    assertThat(times.of(1)).isEqualTo(Instant.parse("2020-03-09T16:00:00Z"));
  }

  @Test
  void begunWithTheBookAtMidnight() {
    assertThat(times.opening()).isEqualTo(Instant.parse("2020-03-06T05:00:00Z"));
  }

  @Test
  void giveADateItsRowAndOneBetweenRowsTheNext() {
    assertThat(times.rowOf(FRIDAY)).isZero();
    assertThat(times.rowOf(FRIDAY.plusDays(1))).isEqualTo(1);
    assertThat(times.rowOf(MONDAY)).isEqualTo(1);
    assertThat(times.rowOf(MONDAY.plusDays(1))).isEqualTo(2);
  }

  @Test
  void giveAMomentTheFirstRowThatDoesNotStandBeforeIt() {
    assertThat(times.rowOf(times.of(0))).isZero();
    assertThat(times.rowOf(times.of(0).plusMillis(1))).isEqualTo(1);
    assertThat(times.rowOf(times.of(1))).isEqualTo(1);
    assertThat(times.rowOf(times.of(1).plusMillis(1))).isEqualTo(2);
  }
}
