package io.evenkeel.wireformat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.platform.StartupException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How to reach a registry that is not open to everyone: basic or bearer authentication and TLS, by
 * Confluent's keys, which may also be written with {@code schema.registry.} before them.
 */
final class RegistryAccess {
  private static final String PREFIX = "schema.registry.";
  private static final String TLS_PREFIX = PREFIX + "ssl.";

  private final Map<String, ?> config;

  RegistryAccess(Map<String, ?> config) {
    this.config = config;
  }

  /** The value of the Authorization header, where there is one. */
  Optional<String> authorization(URI url) {
    var token = setting("bearer.auth.token");
    if (token.isPresent()) {
      requireSource("bearer.auth.credentials.source", "STATIC_TOKEN");
      return token.map(t -> "Bearer " + t);
    }
    return userInfo(url).map(u -> "Basic " + Base64.getEncoder().encodeToString(u.getBytes(UTF_8)));
  }

  private Optional<String> userInfo(URI url) {
    var configured = setting("basic.auth.user.info");
    if (configured.isPresent()) {
      requireSource("basic.auth.credentials.source", "USER_INFO");
      return configured;
    }
    return Optional.ofNullable(url.getUserInfo());
  }

  /** Confluent's other sources need classes that are not here; saying so beats sending nothing. */
  private void requireSource(String key, String supported) {
    var source = setting(key).orElse(supported);
    if (!source.equals(supported)) {
      throw new StartupException(
          "%s is %s: this serde supports %s; use Confluent's serde classes for the others."
              .formatted(key, source, supported));
    }
  }

  private Optional<String> setting(String key) {
    return SerdeSettings.text(config, PREFIX + key).or(() -> SerdeSettings.text(config, key));
  }

  /** Adds the configured key and trust stores, if any. */
  void secure(HttpClient.Builder client) {
    var tls = tlsSettings();
    if (tls.isEmpty()) {
      return;
    }
    try (var engines = new DefaultSslEngineFactory()) {
      engines.configure(parsed(tls));
      client.sslContext(engines.sslContext());
    } catch (RuntimeException e) {
      throw new StartupException(
          "The TLS settings %s* cannot be used: %s.".formatted(TLS_PREFIX, e.getMessage()), e);
    }
  }

  private Map<String, Object> tlsSettings() {
    var settings = new HashMap<String, Object>();
    config.forEach(
        (key, value) -> {
          if (key.startsWith(TLS_PREFIX) && value != null) {
            settings.put(key.substring(PREFIX.length()), value);
          }
        });
    return settings;
  }

  private static Map<String, ?> parsed(Map<String, Object> tls) {
    var definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    return new AbstractConfig(definition, tls, false).values();
  }
}
