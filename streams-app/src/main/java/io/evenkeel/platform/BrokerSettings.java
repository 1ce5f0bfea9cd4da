package io.evenkeel.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The Kafka settings of a broker that is alone: its own controller, one replica of everything,
 * small buffers.
 */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "PLAINTEXT";

  private BrokerSettings() {}

  static Map<String, String> of(Path logDirectory, int port, int controllerPort) {
    var settings = new HashMap<String, String>();
    settings.putAll(node(logDirectory, port, controllerPort));
    settings.putAll(singleReplica());
    settings.putAll(promptRecovery());
    settings.putAll(smallFootprint());
    return settings;
  }

  /** The controller without its broker, whose session ends soon. */
  static Map<String, String> ofController(Path logDirectory, int controllerPort) {
    var settings = new HashMap<String, String>();
    settings.putAll(smallFootprint());
    settings.putAll(
        Map.of(
            "process.roles",
            "controller",
            "node.id",
            String.valueOf(NODE_ID),
            "controller.quorum.voters",
            "%d@%s:%d".formatted(NODE_ID, LoopbackPort.HOST, controllerPort),
            "controller.listener.names",
            CONTROLLER_LISTENER,
            "listeners",
            "%s://%s:%d".formatted(CONTROLLER_LISTENER, LoopbackPort.HOST, controllerPort),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            logDirectory.toString()));
    // A session is at least two heartbeats, says Kafka, also where nobody sends any.
    settings.put("broker.session.timeout.ms", "1000");
    settings.put("broker.heartbeat.interval.ms", "500");
    return settings;
  }

  private static Map<String, String> node(Path logDirectory, int port, int controllerPort) {
    var clients = "%s://%s:%d".formatted(CLIENT_LISTENER, LoopbackPort.HOST, port);
    var controllers =
        "%s://%s:%d".formatted(CONTROLLER_LISTENER, LoopbackPort.HOST, controllerPort);
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(NODE_ID),
        "controller.quorum.voters",
        "%d@%s:%d".formatted(NODE_ID, LoopbackPort.HOST, controllerPort),
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        clients + "," + controllers,
        "advertised.listeners",
        clients,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        CLIENT_LISTENER,
        "log.dirs",
        logDirectory.toString(),
        // A mistyped topic name must be an error, never a new topic with one partition.
        "auto.create.topics.enable",
        "false");
  }

  private static Map<String, String> singleReplica() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1");
  }

  /** An instance that dies in an open transaction holds its readers up until the sweep finds it. */
  private static Map<String, String> promptRecovery() {
    return Map.of(
        // Giving up the only broker helps nobody; a busy machine would do it after 9 s.
        "broker.session.timeout.ms", "60000",
        "group.initial.rebalance.delay.ms", "0",
        "group.min.session.timeout.ms", "1000",
        "group.consumer.min.session.timeout.ms", "1000",
        "group.consumer.min.heartbeat.interval.ms", "300",
        "group.streams.min.session.timeout.ms", "1000",
        "group.streams.min.heartbeat.interval.ms", "300",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
  }

  private static Map<String, String> smallFootprint() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "num.recovery.threads.per.data.dir", "2",
        "background.threads", "2",
        // The default of 128 MB would be taken from the heap that the pipeline shares.
        "log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024),
        "log.cleaner.io.buffer.size", String.valueOf(256 * 1024));
  }
}
