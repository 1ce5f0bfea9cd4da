package io.evenkeel.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an attempt came to. */
public sealed interface Verdict {
  /** However long an endpoint asks to be left alone, it is asked again after an hour. */
  Duration LONGEST_WAIT = Duration.ofHours(1);

  /** 2xx: the receiver has it. */
  record Delivered() implements Verdict {}

  /**
   * Anything else: it is tried again. Also 4xx, since a wrong secret, a missing route and an
   * expired right are mended within the day, and a message thrown away is not.
   *
   * @param why what came instead, as the end of a sentence that begins with the endpoint
   * @param left how long the endpoint asked to be left alone; {@code null} where it did not
   */
  record Failed(String why, @Nullable Duration left) implements Verdict {}

  /** 413: this body will never be taken. */
  record Refused(String why) implements Verdict {}

  /** 410: the receiver wants nothing any more. */
  record Gone(String why) implements Verdict {}

  /**
   * The verdict on an answer.
   *
   * @param retryAfter that header, in seconds or as a date; {@code null} where there was none
   * @param now when the answer came
   */
  static Verdict of(int status, @Nullable String retryAfter, Instant now) {
    if (status >= 200 && status < 300) {
      return new Delivered();
    }
    return switch (status) {
      case 410 -> new Gone("answered 410 Gone");
      case 413 -> new Refused("answered 413 Content Too Large");
      case 301, 302, 303, 307, 308 ->
          new Failed("answered %d, and redirects are not followed".formatted(status), null);
      default -> new Failed("answered " + status, wait(retryAfter, now));
    };
  }

  private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
    var asked = retryAfter == null ? null : asked(retryAfter.strip(), now);
    if (asked == null || asked.isNegative()) {
      return null;
    }
    return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
  }

  private static @Nullable Duration asked(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, until);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
