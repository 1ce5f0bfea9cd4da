package io.evenkeel.config;

import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How texts become values; each refusal says what is allowed. */
final class Readings {
  private Readings() {}

  static String text(String text) {
    return text;
  }

  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "on" -> true;
      case "false", "off" -> false;
      default -> throw new IllegalArgumentException("it is true or false");
    };
  }

  static int whole(String text, int least, int most) {
    try {
      var number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException("it is a whole number from %d to %d".formatted(least, most));
  }

  static Rational share(String text, String least, String mostExclusive) {
    try {
      var share = new BigDecimal(text);
      if (share.compareTo(new BigDecimal(least)) >= 0
          && share.compareTo(new BigDecimal(mostExclusive)) < 0) {
        return Rational.of(share);
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException(
        "it is a decimal, at least %s and below %s".formatted(least, mostExclusive));
  }

  static Optional<Rational> shareOrOff(String text, String least, String mostExclusive) {
    return isOff(text) ? Optional.empty() : Optional.of(share(text, least, mostExclusive));
  }

  static Money money(String text) {
    try {
      return Money.of(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("it is an amount such as 1.00", e);
    }
  }

  /** Money of 0 or more. */
  static Money amount(String text) {
    var amount = money(text);
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("it is an amount of 0 or more, such as 0.05");
    }
    return amount;
  }

  /** Whether fills are booked provisionally. */
  static boolean fills(String text) {
    return oneOf(text, "off", "provisional").equals("provisional");
  }

  static Duration duration(String text) {
    return Durations.parse(text);
  }

  static Duration duration(String text, Duration least, Duration most) {
    var duration = duration(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "it is a duration from %d ms to %d h".formatted(least.toMillis(), most.toHours()));
    }
    return duration;
  }

  static Optional<Duration> durationOrOff(String text) {
    return isOff(text) ? Optional.empty() : Optional.of(duration(text));
  }

  static Optional<Duration> durationOrOff(String text, Duration least, Duration most) {
    return isOff(text) ? Optional.empty() : Optional.of(duration(text, least, most));
  }

  /** Money above 0, or off. */
  static Optional<Money> limitOrOff(String text) {
    if (isOff(text)) {
      return Optional.empty();
    }
    try {
      var limit = Money.of(text);
      if (limit.signum() > 0) {
        return Optional.of(limit);
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with amounts that are not above 0.
    }
    throw new IllegalArgumentException("it is an amount above 0, such as 25000000.00, or off");
  }

  static Optional<Integer> wholeOrOff(String text, int least, int most) {
    return isOff(text) ? Optional.empty() : Optional.of(whole(text, least, most));
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it is a time zone such as America/New_York", e);
    }
  }

  static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it is a time of day such as 16:00", e);
    }
  }

  static Optional<LocalTime> timeOrOff(String text) {
    return isOff(text) ? Optional.empty() : Optional.of(time(text));
  }

  static Optional<ZoneId> zoneOrNothing(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(zone(text));
  }

  static List<String> names(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** Names that can stand behind a topic's. */
  static List<String> topicSuffixes(String text) {
    var names = names(text);
    var bad = names.stream().filter(n -> !n.matches("[A-Za-z0-9._-]{1,100}")).findFirst();
    if (names.isEmpty() || bad.isPresent() || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "it is one name or more, each once, of letters, digits, dots, hyphens and underscores,"
              + " such as SCHWAB,FIDELITY");
    }
    return names;
  }

  static String topicPrefix(String text) {
    if (text.matches("[A-Za-z0-9._-]{0,100}")) {
      return text;
    }
    throw new IllegalArgumentException("it is letters, digits, dots, hyphens and underscores");
  }

  /** Where something is reached, or nothing. */
  static String hostAndPort(String text) {
    if (text.isEmpty() || text.matches("\\S+:\\d{1,5}")) {
      return text;
    }
    throw new IllegalArgumentException("it is host:port, such as app-1:8080, or empty");
  }

  /** A secret long enough not to be guessed, or nothing. */
  static String token(String text) {
    if (text.isEmpty() || text.matches("[\\x21-\\x7e]{16,1000}")) {
      return text;
    }
    throw new IllegalArgumentException("it is 16 printable characters or more without spaces");
  }

  static String oneOf(String text, String... allowed) {
    if (Arrays.asList(allowed).contains(text)) {
      return text;
    }
    throw new IllegalArgumentException("it is one of " + String.join(", ", allowed));
  }

  /** A method by its name; the custodian's default is what is asked for here. */
  static LotMethod lotMethod(String text) {
    return LotMethod.valueOf(oneOf(text, "FIFO", "HIFO", "MIN_TAX"));
  }

  private static boolean isOff(String text) {
    return text.equalsIgnoreCase("off");
  }
}
