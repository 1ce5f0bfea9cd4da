package io.evenkeel.wireformat;

import io.evenkeel.platform.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The serdes' configuration, by Confluent's keys and defaults where Confluent has the key.
 *
 * @param urls where the registry is; several are tried in turn
 * @param autoRegister whether an unknown schema is added to its subject when first written
 * @param useLatest whether to write under the subject's newest version, provided that it is the
 *     schema written
 * @param specificReader whether records are read as generated classes rather than as generic
 *     records
 * @param maxWait how long one question to the registry may be repeated before it fails
 */
record SerdeSettings(
    List<String> urls,
    boolean autoRegister,
    boolean useLatest,
    boolean specificReader,
    Duration connectTimeout,
    Duration readTimeout,
    Duration maxWait,
    Map<String, ?> all) {

  static SerdeSettings of(Map<String, ?> config) {
    return new SerdeSettings(
        urls(config),
        flag(config, "auto.register.schemas", true),
        flag(config, "use.latest.version", false),
        flag(config, "specific.avro.reader", false),
        milliseconds(config, "http.connect.timeout.ms", 5_000),
        milliseconds(config, "http.read.timeout.ms", 10_000),
        milliseconds(config, AvroSerdes.MAX_WAIT_MS, 60_000),
        config);
  }

  private static List<String> urls(Map<String, ?> config) {
    var urls = text(config, AvroSerdes.REGISTRY_URL);
    if (urls.isEmpty()) {
      throw new StartupException(
          "No schema registry is configured: set %s, for example to http://localhost:8081."
              .formatted(AvroSerdes.REGISTRY_URL));
    }
    return List.of(urls.get().split("\\s*,\\s*"));
  }

  /** A setting as text, which may also have been given as a number or a list. */
  static Optional<String> text(Map<String, ?> config, String key) {
    @Nullable Object value = config.get(key);
    if (value instanceof List<?> list) {
      value = String.join(",", list.stream().map(String::valueOf).toList());
    }
    return Optional.ofNullable(value).map(v -> v.toString().strip()).filter(v -> !v.isEmpty());
  }

  private static boolean flag(Map<String, ?> config, String key, boolean otherwise) {
    var value = text(config, key).orElse(String.valueOf(otherwise));
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new StartupException("%s is true or false, not '%s'.".formatted(key, value));
    }
    return Boolean.parseBoolean(value);
  }

  private static Duration milliseconds(Map<String, ?> config, String key, long otherwise) {
    var value = text(config, key).orElse(String.valueOf(otherwise));
    try {
      return Duration.ofMillis(Long.parseUnsignedLong(value));
    } catch (NumberFormatException e) {
      throw new StartupException(
          "%s is a number of milliseconds, not '%s'.".formatted(key, value), e);
    }
  }

  /** The registry that these settings name, with its answers remembered. */
  SchemaRegistry registry() {
    return new CachedRegistry(
        isMock()
            ? MemoryRegistry.ofScope(urls.get(0).substring(MemoryRegistry.SCHEME.length()))
            : new HttpRegistry(this));
  }

  private boolean isMock() {
    return urls.get(0).startsWith(MemoryRegistry.SCHEME);
  }
}
