package io.evenkeel.core.approval;

import java.time.Duration;

/**
 * What requests are held to.
 *
 * @param calendars when a business day ends, by custodian
 * @param answerWithin an account that has not answered its build after this has failed
 * @param maxAccounts in one request
 */
public record RequestSettings(BusinessCalendars calendars, Duration answerWithin, int maxAccounts) {
  public static final RequestSettings DEFAULT =
      new RequestSettings(BusinessCalendars.DEFAULT, Duration.ofSeconds(60), 10_000);
}
