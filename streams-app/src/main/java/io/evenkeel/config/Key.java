package io.evenkeel.config;

import java.util.function.Function;

/**
 * One configuration key.
 *
 * @param name as written in a configuration file; a name that ends in {@code .*} stands for every
 *     name that continues so, such as {@code margin.maintenance.SCHWAB}
 * @param defaultText as it would be written
 * @param meaning one sentence for people
 * @param reading gives the value, or throws {@link IllegalArgumentException} that says what is
 *     allowed
 */
public record Key<T>(String name, String defaultText, String meaning, Function<String, T> reading) {

  /** The value of such a text; a bad one is refused with the key's name and what is allowed. */
  T read(String name, String text) {
    try {
      return reading.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s=%s cannot be used: %s".formatted(name, isSecret() ? "***" : text, e.getMessage()));
    }
  }

  /** Whether nobody should read its value in a message. */
  private boolean isSecret() {
    return name.endsWith(".token")
        || name.equals("notifications.secret.*")
        || name.equals("notifications.url.*");
  }

  boolean isFamily() {
    return name.endsWith(".*");
  }

  /** Whether a written name is this key or of its family. */
  boolean covers(String written) {
    return isFamily()
        ? written.startsWith(prefix()) && written.length() > prefix().length()
        : written.equals(name);
  }

  String prefix() {
    return name.substring(0, name.length() - 1);
  }
}
