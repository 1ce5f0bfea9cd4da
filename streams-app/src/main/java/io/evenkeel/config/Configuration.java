package io.evenkeel.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process: what was written, over the defaults. Every written name is known and
 * every value can be used, or it would not exist.
 */
public final class Configuration {
  private final SortedMap<String, String> written;

  private Configuration(SortedMap<String, String> written) {
    this.written = Collections.unmodifiableSortedMap(written);
  }

  /** The defaults alone. */
  public static Configuration defaults() {
    return of(Map.of());
  }

  public static Configuration of(Map<String, String> settings) {
    var configuration = new Configuration(new TreeMap<>(settings));
    settings.forEach(Configuration::check);
    return configuration;
  }

  /** The settings of a properties file, with what they refer to. */
  public static Configuration read(Path file) {
    return read(file, References.ofProcess());
  }

  static Configuration read(Path file, References references) {
    try {
      var properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      var settings = new LinkedHashMap<String, String>();
      properties
          .stringPropertyNames()
          .forEach(n -> settings.put(n, references.filled(n, properties.getProperty(n))));
      return of(settings);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "configuration file %s cannot be read (%s); give a readable properties file with --config"
              .formatted(
                  file, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
  }

  /** These settings with {@code key=value} texts over them, with what they refer to. */
  public Configuration with(Collection<String> assignments) {
    var references = References.ofProcess();
    var settings = new LinkedHashMap<>(written);
    for (var assignment : assignments) {
      var at = assignment.indexOf('=');
      if (at < 1) {
        throw new ConfigurationException(
            "--set %s is not of the form key=value, such as --set drift.hysteresis=0"
                .formatted(assignment));
      }
      var key = assignment.substring(0, at).strip();
      settings.put(key, references.filled(key, assignment.substring(at + 1)));
    }
    return of(settings);
  }

  /** These settings with one more. */
  public Configuration with(Key<?> key, Object value) {
    var settings = new LinkedHashMap<>(written);
    settings.put(key.name(), value.toString());
    return of(settings);
  }

  /** These settings with one more, unless it was written already. */
  public Configuration withDefault(Key<?> key, Object value) {
    return written.containsKey(key.name()) ? this : with(key, value);
  }

  public <T> T get(Key<T> key) {
    return key.read(
        key.name(), Objects.requireNonNullElse(written.get(key.name()), key.defaultText()));
  }

  /** Every member of a family that was written, by what follows the family's prefix. */
  public <T> SortedMap<String, T> family(Key<T> key) {
    var members = new TreeMap<String, T>();
    written.forEach(
        (name, text) -> {
          if (key.covers(name)) {
            members.put(name.substring(key.prefix().length()), key.read(name, text));
          }
        });
    return members;
  }

  /** What goes to Kafka's and the registry's clients as it is, TLS and SASL among it. */
  public Map<String, String> passedThrough() {
    var passed = new TreeMap<String, String>();
    written.forEach(
        (name, text) -> {
          if (isPassedThrough(name)) {
            passed.put(name, text);
          }
        });
    return passed;
  }

  /** What was written, by name. */
  public SortedMap<String, String> written() {
    return written;
  }

  private static void check(String name, String text) {
    if (isPassedThrough(name)) {
      return;
    }
    var key = keyOf(name);
    if (key == null) {
      throw new ConfigurationException(
          "unknown configuration key %s; the nearest known one is %s"
              .formatted(name, nearest(name)));
    }
    key.read(name, text);
  }

  private static boolean isPassedThrough(String name) {
    return Keys.PASSED_THROUGH.stream().anyMatch(name::startsWith);
  }

  private static @Nullable Key<?> keyOf(String name) {
    return exactThenFamilies().filter(k -> k.covers(name)).findFirst().orElse(null);
  }

  private static Stream<Key<?>> exactThenFamilies() {
    return Stream.concat(
        Keys.ALL.stream().filter(k -> !k.isFamily()), Keys.ALL.stream().filter(Key::isFamily));
  }

  private static String nearest(String name) {
    return Keys.ALL.stream()
        .map(Key::name)
        .min(Comparator.comparingInt(known -> Spelling.distance(name, known)))
        .orElseThrow();
  }
}
