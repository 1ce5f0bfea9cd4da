package io.evenkeel.cluster;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.wireformat.RegistryUnavailableException;
import io.evenkeel.wireformat.SchemaRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at the machine, the configuration, the cluster and the registry, and says what to mend. */
public final class Doctor {
  private static final long LEAST_HEAP = 512L << 20;
  private static final String SWEEP = "transaction.abort.timed.out.transaction.cleanup.interval.ms";
  private static final String MOST_TRANSACTION = "transaction.max.timeout.ms";
  private static final long SLOW_SWEEP_MILLIS = 1_000;

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
      recovery(brokerSettings(admin, broker));
    } catch (ClusterException e) {
      findings.add(Finding.wrong(String.valueOf(e.getMessage())));
    }
  }

  private void topics(Admin admin) {
    var plan = TopicPlan.of(configuration, clients.names());
    var wrong = StartupChecks.findings(admin, plan);
    wrong.forEach(sentence -> findings.add(Finding.wrong(sentence)));
    if (wrong.isEmpty()) {
      findings.add(
          Finding.fine("all %d topics are as they should be".formatted(plan.topics().size())));
    }
  }

  private static Config brokerSettings(Admin admin, String broker) {
    var resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    var configs = ClusterAnswers.answer(admin.describeConfigs(List.of(resource)).all());
    return java.util.Objects.requireNonNull(configs.get(resource));
  }

  /** What decides how soon another instance takes over from one that was killed. */
  private void recovery(Config broker) {
    var session = configuration.get(Keys.SESSION_TIMEOUT);
    var least = millis(broker, "group.min.session.timeout.ms", 6_000);
    findings.add(
        session.toMillis() >= least
            ? Finding.fine("a killed instance is missed after " + session.toSeconds() + " s")
            : Finding.wrong(
                ("session.timeout is %d ms and the brokers allow no less than %d ms; lower their"
                        + " group.min.session.timeout.ms or raise session.timeout")
                    .formatted(session.toMillis(), least)));
    var sweep = millis(broker, SWEEP, 10_000);
    if (sweep > SLOW_SWEEP_MILLIS) {
      findings.add(
          Finding.warning(
              ("the brokers look for abandoned transactions only every %d ms, which a killed"
                      + " instance's readers wait for; set their %s to %d")
                  .formatted(sweep, SWEEP, SLOW_SWEEP_MILLIS)));
    }
    transactions(session, Duration.ofMillis(millis(broker, MOST_TRANSACTION, 900_000)));
  }

  private void transactions(Duration session, Duration most) {
    var transaction = configuration.get(Keys.TRANSACTION_TIMEOUT);
    if (transaction.compareTo(session) > 0) {
      findings.add(
          Finding.warning(
              ("transaction.timeout is %d ms, longer than session.timeout, so that readers wait for"
                      + " a killed instance's open transaction once its tasks have moved; set it to %d"
                      + " ms")
                  .formatted(transaction.toMillis(), session.toMillis())));
    }
    if (transaction.compareTo(most) > 0) {
      findings.add(
          Finding.wrong(
              "transaction.timeout is %d s and the brokers allow no more than %d s; lower it"
                  .formatted(transaction.toSeconds(), most.toSeconds())));
    }
  }

  private static long millis(Config broker, String name, long otherwise) {
    ConfigEntry entry = broker.get(name);
    return entry == null || entry.value() == null ? otherwise : Long.parseLong(entry.value());
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
