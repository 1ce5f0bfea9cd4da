package io.evenkeel.notify;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Keys;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Endpoints, by name, with their secrets. */
final class EndpointReading {
  private final SortedMap<String, URI> urls;
  private final SortedMap<String, List<Secret>> secrets;

  EndpointReading(Configuration configuration) {
    this.urls = configuration.family(Keys.NOTIFY_URL);
    this.secrets = configuration.family(Keys.NOTIFY_SECRET);
  }

  Map<String, Endpoint> endpoints() {
    requireUrls();
    if (urls.size() > NotificationSettings.MOST_ENDPOINTS) {
      throw new ConfigurationException(
          "there are %d endpoints under notifications.url, and %d at most; let one receiver stand for several firms"
              .formatted(urls.size(), NotificationSettings.MOST_ENDPOINTS));
    }
    var endpoints = new TreeMap<String, Endpoint>();
    urls.forEach((name, url) -> endpoints.put(name, endpoint(name, url)));
    return Collections.unmodifiableMap(endpoints);
  }

  private void requireUrls() {
    for (var name : secrets.keySet()) {
      if (!urls.containsKey(name)) {
        throw new ConfigurationException(
            "notifications.secret.%s is a secret for no endpoint; set notifications.url.%s, or remove it"
                .formatted(name, name));
      }
    }
  }

  private Endpoint endpoint(String name, URI url) {
    if (name.equals(Routing.NOBODY)) {
      throw new ConfigurationException(
          "notifications.url.off: off means nobody; give the endpoint another name");
    }
    var signing = secrets.get(name);
    if (signing == null) {
      throw new ConfigurationException(
          "the endpoint %s has no secret; set notifications.secret.%s=${file:/path} to a file that holds one, there is no default"
              .formatted(name, name));
    }
    try {
      return new Endpoint(name, url, signing);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "notifications.url.%s cannot be used: %s".formatted(name, e.getMessage()));
    }
  }
}
