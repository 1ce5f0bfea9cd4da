package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.BrokerNode;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * kill -9 of brokers, which are started again after so long.
 *
 * @param which of them
 */
public record Brokers(Which which, Duration time) implements Fault {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);

  /** Brokers by what they do at the moment. */
  public enum Which {
    /** It leads a partition of {@code drift-events}. */
    LEADER,
    /** It keeps the group of the instances. */
    COORDINATOR,
    /** It is the active controller. */
    CONTROLLER,
    /** Every one at once. */
    ALL
  }

  @Override
  public void fire(Stage stage) throws InterruptedException, ExecutionException {
    var killed = chosen(stage);
    var at = Instant.now();
    for (var broker : killed) {
      broker.child().kill();
      stage.killed();
    }
    Thread.sleep(time.toMillis());
    killed.forEach(BrokerNode::restart);
    for (var broker : killed) {
      broker.child().awaitSaid("Kafka Server started", STARTED_WITHIN);
      stage.fired(
          "kill broker",
          broker.name(),
          at,
          "%s, gone for %d s".formatted(which.name().toLowerCase(Locale.ROOT), time.toSeconds()));
    }
  }

  private List<BrokerNode> chosen(Stage stage) throws InterruptedException, ExecutionException {
    var brokers = stage.cluster().brokers();
    if (which == Which.ALL) {
      return brokers;
    }
    try (var admin = stage.cluster().clients().admin()) {
      var id = id(admin, stage);
      return brokers.stream().filter(broker -> broker.id() == id).toList();
    }
  }

  private int id(Admin admin, Stage stage) throws InterruptedException, ExecutionException {
    return switch (which) {
      case CONTROLLER -> admin.describeMetadataQuorum().quorumInfo().get().leaderId();
      case COORDINATOR -> {
        var group = stage.cluster().configuration().get(Keys.APPLICATION_ID);
        yield admin
            .describeConsumerGroups(List.of(group))
            .all()
            .get()
            .get(group)
            .coordinator()
            .id();
      }
      default -> {
        var topic = stage.cluster().clients().names().of(Topics.DRIFT_EVENTS);
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        yield described.partitions().get(0).leader().id();
      }
    };
  }

  @Override
  public String toString() {
    return which == Which.ALL
        ? "kill -9 of all brokers, back after %d s".formatted(time.toSeconds())
        : "kill -9 of the %s of three brokers".formatted(which.name().toLowerCase(Locale.ROOT));
  }
}
