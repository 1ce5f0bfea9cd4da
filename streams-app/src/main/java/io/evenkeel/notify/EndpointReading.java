package io.evenkeel.notify;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Key;
import io.evenkeel.config.Keys;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Endpoints, by name, with their secrets, from configuration, files and environment. */
final class EndpointReading {
  private static final List<Key<?>> SECRETS =
      List.of(Keys.NOTIFY_SECRET, Keys.NOTIFY_SECRET_FILE, Keys.NOTIFY_SECRET_ENV);

  private final Configuration configuration;
  private final UnaryOperator<@Nullable String> environment;

  EndpointReading(Configuration configuration, UnaryOperator<@Nullable String> environment) {
    this.configuration = configuration;
    this.environment = environment;
  }

  Map<String, Endpoint> endpoints() {
    var urls = configuration.family(Keys.NOTIFY_URL);
    SECRETS.forEach(key -> requireUrls(key, urls));
    if (urls.size() > NotificationSettings.MOST_ENDPOINTS) {
      throw new ConfigurationException(
          "there are %d endpoints under notifications.url, and %d at most; let one receiver stand for several firms"
              .formatted(urls.size(), NotificationSettings.MOST_ENDPOINTS));
    }
    var endpoints = new TreeMap<String, Endpoint>();
    urls.forEach((name, url) -> endpoints.put(name, endpoint(name, url)));
    return Collections.unmodifiableMap(endpoints);
  }

  private void requireUrls(Key<?> key, SortedMap<String, URI> urls) {
    for (var name : configuration.family(key).keySet()) {
      if (!urls.containsKey(name)) {
        throw new ConfigurationException(
            "%s is a secret for no endpoint; set notifications.url.%s, or remove it"
                .formatted(nameOf(key, name), name));
      }
    }
  }

  private Endpoint endpoint(String name, URI url) {
    if (name.equals(Routing.NOBODY)) {
      throw new ConfigurationException(
          "notifications.url.off: off means nobody; give the endpoint another name");
    }
    try {
      return new Endpoint(name, url, secrets(name));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "notifications.url.%s cannot be used: %s".formatted(name, e.getMessage()));
    }
  }

  private List<Secret> secrets(String name) {
    var given = new ArrayList<Key<?>>();
    for (var key : SECRETS) {
      if (configuration.family(key).containsKey(name)) {
        given.add(key);
      }
    }
    if (given.size() != 1) {
      throw new ConfigurationException(
          "the endpoint %s has %s secrets; set one of notifications.secretFile.%s, notifications.secretEnv.%s and notifications.secret.%s, there is no default"
              .formatted(name, given.isEmpty() ? "no" : "several", name, name, name));
    }
    return read(given.get(0), name);
  }

  private List<Secret> read(Key<?> key, String name) {
    var written = configuration.family(Keys.NOTIFY_SECRET).get(name);
    if (written != null) {
      return written;
    }
    var file = configuration.family(Keys.NOTIFY_SECRET_FILE).get(name);
    try {
      return Secret.parse(file == null ? variable(name) : Files.readString(Path.of(file)));
    } catch (IOException | IllegalArgumentException e) {
      var why =
          e instanceof IOException
              ? "the file cannot be read; mend its path or its rights"
              : String.valueOf(e.getMessage());
      throw new ConfigurationException("%s cannot be used: %s".formatted(nameOf(key, name), why));
    }
  }

  private String variable(String name) {
    var value = environment.apply(configuration.family(Keys.NOTIFY_SECRET_ENV).get(name));
    if (value == null) {
      throw new IllegalArgumentException("that environment variable is not set");
    }
    return value;
  }

  private static String nameOf(Key<?> key, String member) {
    return key.name().substring(0, key.name().length() - 1) + member;
  }
}
