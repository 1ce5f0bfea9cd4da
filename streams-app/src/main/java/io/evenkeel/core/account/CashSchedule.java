package io.evenkeel.core.account;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of a cash movement: one, or many. A month that has no such day takes its last one, and
 * the next month the day itself again.
 *
 * @param recurrence {@code null} is once
 * @param first the day it begins
 * @param until last day on which it may fall; {@code null} is without end
 * @param dates every day, in order, of a CUSTOM one; else empty
 */
public record CashSchedule(
    @Nullable Recurrence recurrence,
    LocalDate first,
    @Nullable LocalDate until,
    List<LocalDate> dates) {

  /** How often. */
  public enum Recurrence {
    MONTHLY,
    QUARTERLY,
    CUSTOM
  }

  public CashSchedule {
    dates = List.copyOf(dates);
  }

  /** On that one day. */
  public static CashSchedule once(LocalDate day) {
    return new CashSchedule(null, day, null, List.of());
  }

  /**
   * The day of a run.
   *
   * @param number from 0
   * @return {@code null} where there is no such run
   */
  public @Nullable LocalDate day(int number) {
    if (recurrence == null) {
      return number == 0 ? first : null;
    }
    var day =
        switch (recurrence) {
          case MONTHLY -> first.plusMonths(number);
          case QUARTERLY -> first.plusMonths(3L * number);
          case CUSTOM -> number < dates.size() ? dates.get(number) : null;
        };
    return day == null || (until != null && day.isAfter(until)) ? null : day;
  }

  /** Whether there is more than one run, or could be. */
  public boolean recurs() {
    return recurrence != null;
  }
}
