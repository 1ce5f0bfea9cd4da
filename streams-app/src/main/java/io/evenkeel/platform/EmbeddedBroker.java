package io.evenkeel.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * A real Kafka broker inside this process: KRaft, broker and controller in one, listening on
 * loopback only. Its data directory is formatted once and used again after a restart, under the
 * same cluster id.
 *
 * <p>For a demo, for development and for tests; one replica of everything, so not for data that
 * must outlive a disk.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String META_PROPERTIES = "meta.properties";

  private final DataDirectory directory;
  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String clusterId;

  private EmbeddedBroker(
      DataDirectory directory, KafkaRaftServer server, int port, String clusterId) {
    this.directory = directory;
    this.server = server;
    this.bootstrapServers = LoopbackPort.HOST + ":" + port;
    this.clusterId = clusterId;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @param dataDirectory created if missing; holds everything that the broker keeps
   * @param port the port for clients, 0 for any free one
   * @throws StartupException if the directory cannot be written or is in use, or the port is taken
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) {
    var clientPort = LoopbackPort.available(port, "--kafka-port");
    var directory = DataDirectory.claim(dataDirectory);
    try {
      return started(directory, clientPort);
    } catch (RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  private static EmbeddedBroker started(DataDirectory directory, int port) {
    var logs = directory.path().resolve("log");
    var clusterId = clusterIdOf(logs);
    CrashedBroker.giveUp(logs);
    var controllerPort = LoopbackPort.available(0, "--kafka-port");
    var config = new KafkaConfig(BrokerSettings.of(logs, port, controllerPort), false);
    var server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(directory, server, port, clusterId);
  }

  private static String clusterIdOf(Path logs) {
    try {
      if (!Files.exists(logs.resolve(META_PROPERTIES))) {
        format(logs);
      }
      return recordedClusterId(logs);
    } catch (Exception e) {
      throw new StartupException(
          "The Kafka data in %s cannot be used (%s): move it away, or choose another directory with --data-dir."
              .formatted(logs, e.getMessage()),
          e);
    }
  }

  /**
   * Static quorum: the controller's port is chosen anew at each start, so it must not be stored.
   */
  private static void format(Path logs) throws Exception {
    Files.createDirectories(logs);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setDirectories(List.of(logs.toString()))
        .setMetadataLogDirectory(logs.toString())
        .setHasDynamicQuorum(false)
        .setFeatureLevel(TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel())
        .run();
  }

  private static String recordedClusterId(Path logs) throws IOException {
    var recorded = new Properties();
    try (Reader file = Files.newBufferedReader(logs.resolve(META_PROPERTIES))) {
      recorded.load(file);
    }
    var clusterId = recorded.getProperty("cluster.id");
    if (clusterId == null) {
      throw new IOException(META_PROPERTIES + " names no cluster.id");
    }
    return clusterId;
  }

  /** What a client puts into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The same for every start on one data directory. */
  public String clusterId() {
    return clusterId;
  }

  /** Stops the broker and waits until its data is on disk. */
  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      directory.close();
    }
  }
}
