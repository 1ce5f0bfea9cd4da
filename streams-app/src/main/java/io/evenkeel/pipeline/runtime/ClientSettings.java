package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.Map;

/**
 * How one client runs.
 *
 * @param stateDirectory each instance its own
 * @param groupProtocol {@code classic}, or {@code streams}
 * @param sessionTimeout after which a silent instance is given up; with {@code streams} the brokers
 *     say
 * @param transactionTimeout after which a dead instance's open transaction is aborted
 * @param threads that share the tasks
 * @param passedThrough further settings of Kafka's clients as they are, TLS and SASL among them
 */
public record ClientSettings(
    String applicationId,
    String bootstrapServers,
    String stateDirectory,
    String groupProtocol,
    int standbyReplicas,
    Duration sessionTimeout,
    Duration transactionTimeout,
    Duration commitInterval,
    int threads,
    Map<String, String> passedThrough) {
  public ClientSettings {
    passedThrough = Map.copyOf(passedThrough);
  }

  /** The tuned defaults. */
  public static ClientSettings of(
      String applicationId, String bootstrapServers, String stateDirectory) {
    return new ClientSettings(
        applicationId,
        bootstrapServers,
        stateDirectory,
        "classic",
        0,
        Duration.ofSeconds(6),
        Duration.ofSeconds(6),
        Duration.ofSeconds(1),
        Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())),
        Map.of());
  }
}
