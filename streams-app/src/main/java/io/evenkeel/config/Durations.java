package io.evenkeel.config;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as people write them: 500ms, 10s, 15m, 1h or 7d; at most nine digits. */
public final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * The duration of such a text.
   *
   * @throws IllegalArgumentException that says what is allowed
   */
  public static Duration parse(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("it is a duration such as 500ms, 10s, 15m, 1h or 7d");
    }
    var number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
