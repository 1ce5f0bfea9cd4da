package io.evenkeel.core.approval;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The business calendar of each custodian.
 *
 * @param standard where a custodian has none of its own, or none is known
 */
public record BusinessCalendars(
    BusinessCalendar standard, Map<String, BusinessCalendar> byCustodian) {
  public static final BusinessCalendars DEFAULT =
      new BusinessCalendars(BusinessCalendar.NEW_YORK, Map.of());

  public BusinessCalendars {
    byCustodian = Map.copyOf(byCustodian);
  }

  public BusinessCalendar of(@Nullable String custodianId) {
    return custodianId == null ? standard : byCustodian.getOrDefault(custodianId, standard);
  }
}
