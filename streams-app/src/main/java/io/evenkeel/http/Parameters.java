package io.evenkeel.http;

import io.evenkeel.config.Spelling;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Query parameters as values; a bad one is refused with what is allowed. */
final class Parameters {
  private static final int LONGEST_DECIMAL = 40;

  private Parameters() {}

  /** Refuses what the route does not know, and what says nothing or two things. */
  static void refuseOthers(Context ctx, Set<String> known) {
    ctx.queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name)) {
                throw Problem.badRequest(unknown(name, known)).thrown();
              }
              if (values.size() > 1) {
                throw Problem.badRequest(
                        "%s is given %d times; give it once.".formatted(name, values.size()))
                    .thrown();
              }
              if (values.get(0).isBlank()) {
                throw Problem.badRequest(
                        "%s= is empty; leave it out, or give it a value.".formatted(name))
                    .thrown();
              }
            });
  }

  private static String unknown(String name, Set<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> Spelling.distance(k, name)))
        .map(
            nearest ->
                "The parameter %s is not known here; the nearest known one is %s."
                    .formatted(name, nearest))
        .orElse("This path takes no parameters; leave %s out.".formatted(name));
  }

  static int whole(Context ctx, String name, int usual, int most) {
    var text = ctx.queryParam(name);
    if (text == null) {
      return usual;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw Problem.badRequest(
            "%s=%s cannot be used; it is a whole number from 1 to %d.".formatted(name, text, most))
        .thrown();
  }

  static @Nullable BigDecimal decimal(Context ctx, String name) {
    var text = ctx.queryParam(name);
    try {
      if (text == null || text.length() <= LONGEST_DECIMAL) {
        return text == null ? null : new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      // Said below, together with those that are too long.
    }
    throw Problem.badRequest(
            "%s=%s cannot be used; it is a decimal such as 0.05.".formatted(name, text))
        .thrown();
  }

  static @Nullable Boolean flag(Context ctx, String name) {
    var text = ctx.queryParam(name);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? null : Boolean.valueOf(text);
    }
    throw Problem.badRequest("%s=%s cannot be used; it is true or false.".formatted(name, text))
        .thrown();
  }

  static <E extends Enum<E>> @Nullable E symbol(Context ctx, String name, Class<E> type) {
    var text = ctx.queryParam(name);
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "%s=%s is not known; it is one of %s."
                            .formatted(name, text, Arrays.toString(type.getEnumConstants())))
                    .thrown());
  }

  /** Whether something holds the wanted text, upper or lower case; anything does where none is. */
  static boolean has(@Nullable String wanted, @Nullable String text) {
    if (wanted == null) {
      return true;
    }
    if (text == null) {
      return false;
    }
    for (var from = 0; from <= text.length() - wanted.length(); from++) {
      if (text.regionMatches(true, from, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }

  static boolean is(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }
}
