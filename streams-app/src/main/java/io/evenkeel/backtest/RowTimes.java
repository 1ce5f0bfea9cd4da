package io.evenkeel.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

/**
 * When rows stand: at 12:00 of their date, in the custodian's zone.
 *
 * @param dates of the rows, ascending
 */
record RowTimes(ZoneId zone, List<LocalDate> dates) {
  RowTimes {
    dates = List.copyOf(dates);
  }

  Instant at(LocalDate date) {
    return date.atTime(LocalTime.NOON).atZone(zone).toInstant();
  }

  Instant of(int row) {
    return at(dates.get(row));
  }

  /** Before every row: where the book is taken over. */
  Instant opening() {
    return dates.get(0).atStartOfDay(zone).toInstant();
  }

  /** The row of that date, or else the next one; as many as there are rows where none follows. */
  int rowOf(LocalDate date) {
    var found = Collections.binarySearch(dates, date);
    return found >= 0 ? found : -found - 1;
  }

  /** The first row that does not stand before that time. */
  int rowOf(Instant time) {
    var date = time.atZone(zone).toLocalDate();
    return rowOf(time.isAfter(at(date)) ? date.plusDays(1) : date);
  }
}
