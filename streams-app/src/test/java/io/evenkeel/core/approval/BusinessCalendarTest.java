package io.evenkeel.core.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A business day")
class BusinessCalendarTest {
  private static final BusinessCalendar NEW_YORK = BusinessCalendar.NEW_YORK;

  /** Sessions of the New York Stock Exchange in each year from 1990. */
  private static final List<Integer> SESSIONS =
      List.of(
          253, 253, 254, 253, 252, 252, 254, 253, 252, 252, // 1990 to 1999
          252, 248, 252, 252, 252, 252, 251, 251, 253, 252, // 2000 to 2009
          252, 252, 250, 252, 252, 252, 252, 251, 251, 252, // 2010 to 2019
          253, 252, 251, 250, 252, 250); // 2020 to 2025

  @Test
  void endsAtFourInNewYork() {
    assertThat(endOf("2026-11-20T20:59:59.999Z")).isEqualTo("2026-11-20T21:00:00Z");
  }

  @Test
  void ofWhatIsSubmittedAtTheCutOffIsTheNext() {
    assertThat(endOf("2026-11-19T21:00:00Z")).isEqualTo("2026-11-20T21:00:00Z");
  }

  @Test
  void ofWhatIsSubmittedAfterTheCutOffOnFridayIsMonday() {
    assertThat(endOf("2026-11-20T22:00:00Z")).isEqualTo("2026-11-23T21:00:00Z");
  }

  @Test
  void ofWhatIsSubmittedOnADayWithoutBusinessIsTheNext() {
    assertThat(endOf("2026-11-21T15:00:00Z")).isEqualTo("2026-11-23T21:00:00Z");
    assertThat(endOf("2026-11-26T15:00:00Z")).isEqualTo("2026-11-27T21:00:00Z");
  }

  @Test
  void isWhatAWholeDayOfWaitingCountsAndTheRestIsByTheClock() {
    assertThat(later("2026-11-18T16:00:00Z", "24h")).isEqualTo("2026-11-19T16:00:00Z");
    assertThat(later("2026-11-20T21:30:00Z", "24h")).isEqualTo("2026-11-23T21:30:00Z");
    assertThat(later("2026-11-21T15:00:00Z", "24h")).isEqualTo("2026-11-23T15:00:00Z");
    assertThat(later("2026-11-20T21:30:00Z", "25h")).isEqualTo("2026-11-23T22:30:00Z");
    assertThat(later("2026-11-21T15:00:00Z", "10s")).isEqualTo("2026-11-21T15:00:10Z");
  }

  private static Instant later(String moment, String time) {
    return NEW_YORK.later(Instant.parse(moment), Duration.parse("PT" + time));
  }

  @Test
  void keepsItsHourWhenTheClocksChange() {
    assertThat(endOf("2026-03-06T22:00:00Z")).isEqualTo("2026-03-09T20:00:00Z");
  }

  @Test
  void endsInTheZoneAndAtTheHourOfTheCustodian() {
    var tokyo = new BusinessCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.of(15, 0));
    var calendars = new BusinessCalendars(NEW_YORK, Map.of("TOKYO", tokyo));
    var moment = Instant.parse("2026-11-20T05:59:00Z");

    assertThat(calendars.of("TOKYO").endOfBusinessDay(moment)).isEqualTo("2026-11-20T06:00:00Z");
    assertThat(calendars.of("SCHWAB").endOfBusinessDay(moment)).isEqualTo("2026-11-20T21:00:00Z");
    assertThat(calendars.of(null)).isEqualTo(NEW_YORK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01", // New Year's Day
        "2023-01-02", // the same, of a Sunday
        "1998-01-19", // the first Martin Luther King Jr. Day
        "2026-02-16", // Washington's Birthday
        "2026-04-03", // Good Friday
        "2024-03-29",
        "2026-05-25", // Memorial Day
        "2022-06-20", // the first Juneteenth, of a Sunday
        "2026-07-03", // Independence Day, of a Saturday
        "2021-07-05", // the same, of a Sunday
        "2026-09-07", // Labor Day
        "2026-11-26", // Thanksgiving
        "2021-12-24", // Christmas Day, of a Saturday
        "2022-12-26", // the same, of a Sunday
        "2001-09-11", // closures that no rule foresaw
        "2012-10-30",
        "2025-01-09"
      })
  void isNotAHolidayOfTheExchange(LocalDate holiday) {
    assertThat(BusinessCalendar.isBusinessDay(holiday)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-12-31", // New Year's Day of a Saturday is not made up for
        "1997-01-20", // before Martin Luther King Jr. Day was kept
        "2021-06-18", // before Juneteenth was kept
        "2026-10-12", // Columbus Day: banks close, the exchange does not
        "2026-11-11", // Veterans Day: the same
        "2026-11-27" // closes early
      })
  void isEveryOtherWeekday(LocalDate weekday) {
    assertThat(BusinessCalendar.isBusinessDay(weekday)).isTrue();
  }

  @Test
  void isCountedAsOftenAsTheExchangeWasOpenSince1990() {
    for (var i = 0; i < SESSIONS.size(); i++) {
      var first = LocalDate.of(1990 + i, 1, 1);
      var days = first.datesUntil(first.plusYears(1)).filter(BusinessCalendar::isBusinessDay);

      assertThat(days.count())
          .as("sessions of %d", first.getYear())
          .isEqualTo(SESSIONS.get(i).longValue());
    }
  }

  @Test
  void hasNeighboursThatSkipDaysWithoutBusiness() {
    var friday = LocalDate.of(2026, 11, 20);
    var monday = LocalDate.of(2026, 11, 23);

    assertThat(BusinessCalendar.after(friday)).isEqualTo(monday);
    assertThat(BusinessCalendar.before(monday)).isEqualTo(friday);
    assertThat(BusinessCalendar.onOrAfter(friday)).isEqualTo(friday);
    assertThat(BusinessCalendar.onOrAfter(friday.plusDays(1))).isEqualTo(monday);
  }

  private static Instant endOf(String moment) {
    return NEW_YORK.endOfBusinessDay(Instant.parse(moment));
  }
}
