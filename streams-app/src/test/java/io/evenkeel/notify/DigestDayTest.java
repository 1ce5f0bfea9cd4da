package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The digest of a day")
class DigestDayTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime EIGHT = LocalTime.of(8, 0);

  private static boolean isDue(String now) {
    return DigestDay.due(Instant.parse(now), NEW_YORK, EIGHT).isPresent();
  }

  @Test
  void isDueFromItsTimeInItsZoneUntilMidnight() {
    assertThat(isDue("2026-11-20T12:59:59.999Z")).isFalse();
    assertThat(DigestDay.due(Instant.parse("2026-11-20T13:00:00Z"), NEW_YORK, EIGHT))
        .contains(LocalDate.of(2026, 11, 20));
    assertThat(DigestDay.due(Instant.parse("2026-11-21T04:59:59Z"), NEW_YORK, EIGHT))
        .contains(LocalDate.of(2026, 11, 20));
    assertThat(isDue("2026-11-21T05:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T15:00:00Z", "2026-11-22T15:00:00Z", "2026-11-26T15:00:00Z"})
  void isNotDueOnWeekendsAndHolidays(String now) {
    assertThat(isDue(now)).isFalse();
  }

  @Test
  void followsTheClocksWhenTheyChange() {
    assertThat(isDue("2026-10-30T12:00:00Z")).isTrue();
    assertThat(isDue("2026-11-02T12:59:59Z")).isFalse();
    assertThat(isDue("2026-11-02T13:00:00Z")).isTrue();
  }
}
