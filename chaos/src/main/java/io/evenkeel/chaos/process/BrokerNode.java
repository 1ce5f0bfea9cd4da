package io.evenkeel.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * A Kafka broker and controller as Kafka's own server class runs it, with its data in a directory
 * that outlives it.
 *
 * <p>Its settings are those that docs/for-operators.md asks of a cluster; everything else is
 * Kafka's default, but for buffers.
 */
public final class BrokerNode implements AutoCloseable {
  private static final String CONTROLLERS = "CONTROLLERS";
  private static final String CLIENTS = "CLIENTS";
  private static final String APPS = "APPS";

  private final Address address;
  private final Path directory;
  private final Path settings;
  private Child child;

  /**
   * Where a node listens.
   *
   * @param clients for brokers, the harness and custodians
   * @param host for instances of the application
   * @param apps for these
   * @param advertised where these find it: the same, or a proxy's
   */
  record Address(int id, int controllers, int clients, String host, int apps, int advertised) {
    private String voter() {
      return "%d@127.0.0.1:%d".formatted(id, controllers);
    }
  }

  BrokerNode(Address address, List<Address> all, String clusterId, Path directory) {
    this.address = address;
    this.directory = directory;
    this.settings = directory.resolve(name() + ".properties");
    try {
      Files.createDirectories(logs());
      format(clusterId);
      write(properties(all));
    } catch (Exception e) {
      throw new IllegalStateException(name() + " cannot be laid out in " + directory, e);
    }
    this.child = launch();
  }

  private void format(String clusterId) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(address.id())
        .setClusterId(clusterId)
        .setControllerListenerName(CONTROLLERS)
        .setDirectories(List.of(logs().toString()))
        .setMetadataLogDirectory(logs().toString())
        .setHasDynamicQuorum(false)
        .setFeatureLevel(TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel())
        .run();
  }

  private void write(Map<String, String> properties) throws IOException {
    var text = new StringBuilder();
    properties.forEach((key, value) -> text.append(key + "=" + value + "\n"));
    Files.writeString(settings, text);
  }

  private Map<String, String> properties(List<Address> all) {
    var replicas = Integer.toString(Math.min(3, all.size()));
    var insync = Integer.toString(Math.min(2, all.size()));
    var properties = new LinkedHashMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(address.id()));
    properties.put(
        "controller.quorum.voters", String.join(",", all.stream().map(Address::voter).toList()));
    properties.put("controller.listener.names", CONTROLLERS);
    properties.put(
        "listeners",
        "%s://127.0.0.1:%d,%s://%s:%d,%s://127.0.0.1:%d"
            .formatted(
                CLIENTS,
                address.clients(),
                APPS,
                address.host(),
                address.apps(),
                CONTROLLERS,
                address.controllers()));
    properties.put(
        "advertised.listeners",
        "%s://127.0.0.1:%d,%s://%s:%d"
            .formatted(CLIENTS, address.clients(), APPS, address.host(), address.advertised()));
    properties.put(
        "listener.security.protocol.map", "CLIENTS:PLAINTEXT,APPS:PLAINTEXT,CONTROLLERS:PLAINTEXT");
    properties.put("inter.broker.listener.name", CLIENTS);
    properties.put("log.dirs", logs().toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("default.replication.factor", replicas);
    properties.put("min.insync.replicas", insync);
    properties.put("offsets.topic.replication.factor", replicas);
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", replicas);
    properties.put("transaction.state.log.min.isr", insync);
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", replicas);
    properties.put("share.coordinator.state.topic.min.isr", insync);
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    if (all.size() == 1) {
      // A controller that a busy machine holds up fences its only broker, and nobody leads then.
      properties.put("broker.session.timeout.ms", "60000");
    } else {
      properties.put("broker.session.timeout.ms", "2000");
      properties.put("broker.heartbeat.interval.ms", "500");
      properties.put("controller.quorum.fetch.timeout.ms", "1000");
    }
    properties.put("group.min.session.timeout.ms", "1000");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    properties.put("log.cleaner.io.buffer.size", Integer.toString(256 * 1024));
    return properties;
  }

  private Child launch() {
    return Child.start(
        Child.Start.of(
            name(),
            directory,
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info"),
            "kafka.Kafka",
            settings.toString()));
  }

  public String name() {
    return "broker-" + address.id();
  }

  public int id() {
    return address.id();
  }

  /** Where its data is. */
  public Path logs() {
    return directory.resolve(name() + "-data");
  }

  public Child child() {
    return child;
  }

  int clientPort() {
    return address.clients();
  }

  int appPort() {
    return address.advertised();
  }

  /** Starts it again on the data that it left. */
  public void restart() {
    child = launch();
  }

  @Override
  public void close() {
    child.close();
  }
}
