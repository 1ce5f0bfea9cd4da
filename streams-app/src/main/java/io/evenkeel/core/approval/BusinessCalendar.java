package io.evenkeel.core.approval;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When business days end. A business day is a weekday on which the New York Stock Exchange opens;
 * it ends at the cut-off, on days of early closing too, since a request is no order.
 *
 * @param zone whose days and clock count
 * @param cutOff what is submitted at this time or later belongs to the next business day
 */
public record BusinessCalendar(ZoneId zone, LocalTime cutOff) {
  public static final BusinessCalendar NEW_YORK =
      new BusinessCalendar(ZoneId.of("America/New_York"), LocalTime.of(16, 0));

  /** Whether there is business on this date. */
  public static boolean isBusinessDay(LocalDate date) {
    var day = date.getDayOfWeek();
    return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !MarketHolidays.isHoliday(date);
  }

  /** The first business day on or after this date. */
  public static LocalDate onOrAfter(LocalDate date) {
    var day = date;
    while (!isBusinessDay(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** The first business day after this date. */
  public static LocalDate after(LocalDate date) {
    return onOrAfter(date.plusDays(1));
  }

  /** The last business day before this date. */
  public static LocalDate before(LocalDate date) {
    var day = date.minusDays(1);
    while (!isBusinessDay(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  /** The business day that this moment belongs to: today's before the cut-off, else the next. */
  public LocalDate businessDay(Instant moment) {
    var local = moment.atZone(zone);
    var date = local.toLocalDate();
    return local.toLocalTime().isBefore(cutOff) ? onOrAfter(date) : after(date);
  }

  /** So much later; whole days of it are business days, since nothing is booked on the others. */
  public Instant later(Instant moment, Duration time) {
    var local = moment.atZone(zone);
    var date = local.toLocalDate();
    for (var days = time.toDays(); days > 0; days--) {
      date = after(date);
    }
    return local.with(date).plus(time.minusDays(time.toDays())).toInstant();
  }

  /** The end of the business day that this moment belongs to; always later than the moment. */
  public Instant endOfBusinessDay(Instant moment) {
    return businessDay(moment).atTime(cutOff).atZone(zone).toInstant();
  }
}
