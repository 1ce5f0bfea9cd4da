package io.evenkeel.cluster;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.wireformat.RegistryUnavailableException;
import io.evenkeel.wireformat.SchemaRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at the machine, the configuration, the cluster and the registry, and says what to mend. */
public final class Doctor {
  private static final long LEAST_HEAP = 512L << 20;

  private final Configuration configuration;
  private final Clients clients;
  private final List<Finding> findings = new ArrayList<>();

  public Doctor(Configuration configuration) {
    this.configuration = configuration.withDefault(Keys.REGISTRY_WAIT, "5s");
    this.clients = new Clients(this.configuration);
  }

  /** Everything that was looked at, fine or not. */
  public List<Finding> look() {
    machine();
    stateDirectory();
    cluster();
    registry();
    return List.copyOf(findings);
  }

  private void machine() {
    findings.add(Finding.fine("Java " + Runtime.version()));
    var heap = Runtime.getRuntime().maxMemory();
    findings.add(
        heap >= LEAST_HEAP
            ? Finding.fine("the heap may grow to " + (heap >> 20) + " MiB")
            : Finding.warning(
                "the heap may only grow to %d MiB; give more with EVENKEEL_JAVA_OPTS=-Xmx2g"
                    .formatted(heap >> 20)));
  }

  private void stateDirectory() {
    var directory = Path.of(configuration.get(Keys.STATE_DIR));
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "doctor", ".tmp"));
      findings.add(Finding.fine("state.dir %s can be written".formatted(directory)));
    } catch (IOException e) {
      findings.add(
          Finding.wrong(
              "state.dir %s cannot be written (%s); set state.dir to a directory that can"
                  .formatted(directory, e.getMessage())));
    }
  }

  private void cluster() {
    try (var admin = clients.admin()) {
      var nodes = ClusterAnswers.answer(admin.describeCluster().nodes());
      findings.add(
          Finding.fine(
              "%d brokers answer at %s"
                  .formatted(nodes.size(), configuration.get(Keys.BOOTSTRAP_SERVERS))));
      topics(admin);
      var broker = nodes.iterator().next().idString();
      recovery(nodes.size(), brokerSettings(admin, broker));
    } catch (ClusterException e) {
      findings.add(Finding.wrong(String.valueOf(e.getMessage())));
    }
  }

  private void topics(Admin admin) {
    var plan = TopicPlan.of(configuration, clients.names());
    var wrong = new ArrayList<>(StartupChecks.findings(admin, plan));
    wrong.addAll(Retention.findings(admin, plan));
    wrong.forEach(sentence -> findings.add(Finding.wrong(sentence)));
    if (wrong.isEmpty()) {
      findings.add(
          Finding.fine("all %d topics are as they should be".formatted(plan.topics().size())));
    }
  }

  private static Map<String, String> brokerSettings(Admin admin, String broker) {
    var resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    var configs = ClusterAnswers.answer(admin.describeConfigs(List.of(resource)).all());
    var settings = new HashMap<String, String>();
    Objects.requireNonNull(configs.get(resource)).entries().stream()
        .filter(entry -> entry.value() != null)
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }

  private void recovery(int brokers, Map<String, String> settings) {
    findings.addAll(
        new Recovery(
                configuration.get(Keys.SESSION_TIMEOUT),
                configuration.get(Keys.TRANSACTION_TIMEOUT),
                brokers,
                settings)
            .findings());
  }

  private void registry() {
    var url = configuration.get(Keys.REGISTRY_URL);
    try {
      var serdes = clients.serdes();
      for (var schema : Map.copyOf(TopicPlan.schemas(clients.names())).entrySet()) {
        serdes.prepare(schema.getKey(), schema.getValue());
      }
      findings.add(
          Finding.fine(
              "the registry at %s takes all %d schemas".formatted(url, Topics.ALL.size())));
    } catch (RegistryUnavailableException e) {
      findings.add(
          Finding.wrong(
              "the registry at %s does not answer; check schema.registry.url, and that it runs"
                  .formatted(url)));
    } catch (SchemaRefusedException e) {
      findings.add(Finding.wrong("the registry at %s: %s".formatted(url, e.getMessage())));
    }
  }
}
