package io.evenkeel.notify;

import io.evenkeel.core.approval.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** On which days, and from when on, there is a digest. */
final class DigestDay {
  private DigestDay() {}

  /**
   * The business day whose digest is due now: from the configured time until midnight. A digest
   * that nobody could make that day is not made up for, since it would tell of another morning. A
   * time that the clocks skip that day is taken as much later as they skip.
   */
  static Optional<LocalDate> due(Instant now, ZoneId zone, LocalTime at) {
    var today = now.atZone(zone).toLocalDate();
    return BusinessCalendar.isBusinessDay(today)
            && !now.isBefore(today.atTime(at).atZone(zone).toInstant())
        ? Optional.of(today)
        : Optional.empty();
  }
}
