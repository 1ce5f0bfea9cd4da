package io.evenkeel.instance;

import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.config.Rules;
import io.evenkeel.http.HttpSettings;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.runtime.ClientSettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.HostInfo;

/** What a configuration says to each part of an instance. */
public record InstanceSettings(Configuration configuration, TopicNames names) {

  public PipelineSettings pipeline() {
    var rules = new Rules(configuration);
    return PipelineSettings.of(names, rules.accounts(), rules.requests())
        .limiting(rules.limits())
        .judgingEvery(configuration.get(Keys.PUNCTUATION));
  }

  public MarketSettings market() {
    var rules = new Rules(configuration);
    return new MarketSettings(rules.guard(), rules.staleAfter(), rules.controlsWithin());
  }

  /** Where other instances find this one's HTTP: host:port. */
  public String advertised() {
    var written = configuration.get(Keys.HTTP_ADVERTISED);
    return written.isEmpty()
        ? configuration.get(Keys.HTTP_HOST) + ":" + configuration.get(Keys.HTTP_PORT)
        : written;
  }

  HttpSettings http() {
    return new HttpSettings(
        configuration.get(Keys.HTTP_HOST),
        configuration.get(Keys.HTTP_PORT),
        HostInfo.buildFromEndpoint(advertised()),
        configuration.get(Keys.DAY_ZONE),
        configuration.get(Keys.HTTP_TOKEN),
        configuration.get(Keys.METRICS_TOKEN),
        configuration.get(Keys.HTTP_HOSTS));
  }

  ClientSettings client(Clients clients) {
    var usual =
        ClientSettings.of(
            configuration.get(Keys.APPLICATION_ID),
            configuration.get(Keys.BOOTSTRAP_SERVERS),
            configuration.get(Keys.STATE_DIR));
    return new ClientSettings(
        usual.applicationId(),
        usual.bootstrapServers(),
        usual.stateDirectory(),
        configuration.get(Keys.GROUP_PROTOCOL),
        configuration.get(Keys.STANDBYS),
        configuration.get(Keys.SESSION_TIMEOUT),
        configuration.get(Keys.TRANSACTION_TIMEOUT),
        configuration.get(Keys.COMMIT_INTERVAL),
        usual.threads(),
        passedThrough(clients));
  }

  private Map<String, String> passedThrough(Clients clients) {
    var passed = new TreeMap<String, String>();
    clients
        .connection("streams.")
        .forEach((key, value) -> passed.put(key.toString(), value.toString()));
    configuration
        .passedThrough()
        .forEach(
            (name, value) -> {
              if (name.startsWith("producer.")
                  || name.startsWith("consumer.")
                  || name.startsWith("admin.")) {
                passed.put(name, value);
              }
            });
    passed.put("application.server", advertised());
    return passed;
  }
}
