package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.BrokerNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * kill -9 of brokers, which are started again after so long.
 *
 * @param all every one at once, or any one of them
 */
public record Brokers(boolean all, Duration time) implements Fault {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);

  @Override
  public void fire(Stage stage) throws InterruptedException {
    var brokers = stage.cluster().brokers();
    var killed = all ? brokers : List.of(brokers.get(stage.random().nextInt(brokers.size())));
    var at = Instant.now();
    for (var broker : killed) {
      broker.child().kill();
      stage.killed();
    }
    Thread.sleep(time.toMillis());
    killed.forEach(BrokerNode::restart);
    for (var broker : killed) {
      broker.child().awaitSaid("Kafka Server started", STARTED_WITHIN);
      stage.fired("kill broker", broker.name(), at, "gone for %d s".formatted(time.toSeconds()));
    }
  }
}
