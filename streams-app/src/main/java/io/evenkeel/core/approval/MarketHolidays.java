package io.evenkeel.core.approval;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.util.Set;

/**
 * The weekdays on which the New York Stock Exchange is closed, by its rules from 1990 on (Rule 7.2;
 * Martin Luther King Jr. Day since 1998, Juneteenth since 2022), and the closures of whole days
 * that no rule foresaw.
 *
 * <p>A holiday on a Sunday is kept on Monday, one on a Saturday on Friday; New Year's Day on a
 * Saturday is not made up for, since the Friday ends the year. A closure that is announced later
 * has to be added to the table.
 */
final class MarketHolidays {
  private static final Set<LocalDate> UNFORESEEN =
      Set.of(
          // Funeral or day of mourning of Presidents Nixon, Reagan, Ford, Bush and Carter.
          LocalDate.of(1994, 4, 27),
          LocalDate.of(2004, 6, 11),
          LocalDate.of(2007, 1, 2),
          LocalDate.of(2018, 12, 5),
          LocalDate.of(2025, 1, 9),
          // The attacks of September 11.
          LocalDate.of(2001, 9, 11),
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          // Hurricane Sandy.
          LocalDate.of(2012, 10, 29),
          LocalDate.of(2012, 10, 30));

  private static final int FIRST_KING_DAY = 1998;
  private static final int FIRST_JUNETEENTH = 2022;

  private MarketHolidays() {}

  /** Whether the exchange is closed on this weekday. */
  static boolean isHoliday(LocalDate date) {
    return isNewYear(date)
        || isMondayHoliday(date)
        || date.equals(easter(date.getYear()).minusDays(2))
        || isJuneteenth(date)
        || isObserved(date, Month.JULY, 4)
        || date.equals(ordinal(date.getYear(), Month.NOVEMBER, 4, THURSDAY))
        || isObserved(date, Month.DECEMBER, 25)
        || UNFORESEEN.contains(date);
  }

  private static boolean isNewYear(LocalDate date) {
    return date.getMonth() == Month.JANUARY
        && (date.getDayOfMonth() == 1
            || (date.getDayOfMonth() == 2 && date.getDayOfWeek() == MONDAY));
  }

  private static boolean isMondayHoliday(LocalDate date) {
    var year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY ->
          year >= FIRST_KING_DAY && date.equals(ordinal(year, Month.JANUARY, 3, MONDAY));
      case FEBRUARY -> date.equals(ordinal(year, Month.FEBRUARY, 3, MONDAY));
      case MAY -> date.equals(date.with(lastInMonth(MONDAY)));
      case SEPTEMBER -> date.equals(ordinal(year, Month.SEPTEMBER, 1, MONDAY));
      default -> false;
    };
  }

  private static boolean isJuneteenth(LocalDate date) {
    return date.getYear() >= FIRST_JUNETEENTH && isObserved(date, Month.JUNE, 19);
  }

  private static boolean isObserved(LocalDate date, Month month, int day) {
    var holiday = LocalDate.of(date.getYear(), month, day);
    return date.equals(
        holiday.getDayOfWeek() == SATURDAY
            ? holiday.minusDays(1)
            : holiday.getDayOfWeek() == SUNDAY ? holiday.plusDays(1) : holiday);
  }

  private static LocalDate ordinal(int year, Month month, int which, java.time.DayOfWeek day) {
    return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(which, day));
  }

  /** Easter Sunday of a Gregorian year, after Meeus, Astronomical Algorithms, chapter 8. */
  private static LocalDate easter(int year) {
    var a = year % 19;
    var b = year / 100;
    var c = year % 100;
    var d = b / 4;
    var e = b % 4;
    var f = (b + 8) / 25;
    var g = (b - f + 1) / 3;
    var h = (19 * a + b - d - g + 15) % 30;
    var i = c / 4;
    var k = c % 4;
    var l = (32 + 2 * e + 2 * i - h - k) % 7;
    var m = (a + 11 * h + 22 * l) / 451;
    var n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
