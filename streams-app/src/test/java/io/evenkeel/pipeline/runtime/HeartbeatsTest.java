package io.evenkeel.pipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The last heartbeat of a client")
class HeartbeatsTest {
  private static final String COORDINATOR = "consumer-coordinator-metrics";
  private static final String SECONDS_AGO = "last-heartbeat-seconds-ago";

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  private void shows(String name, String group, String thread, int value) {
    metrics.addMetric(
        metrics.metricName(name, group, "", Map.of("client-id", thread)),
        (config, now) -> (double) value);
  }

  private Map<MetricName, Metric> shown() {
    return new HashMap<>(metrics.metrics());
  }

  @Test
  void isThatOfTheThreadWhichSentOneLast() {
    shows(SECONDS_AGO, COORDINATOR, "thread-1", 7);
    shows(SECONDS_AGO, COORDINATOR, "thread-2", 40);

    assertThat(Heartbeats.sinceLast(shown())).contains(Duration.ofSeconds(7));
  }

  @Test
  void isNotThereBeforeAThreadHasJoined() {
    shows(SECONDS_AGO, COORDINATOR, "thread-1", -1);

    assertThat(Heartbeats.sinceLast(shown())).isEmpty();
    assertThat(Heartbeats.sinceLast(Map.of())).isEmpty();
  }

  @Test
  void isTakenForNothingElse() {
    shows(SECONDS_AGO, "other-metrics", "thread-1", 3);
    shows("heartbeat-rate", COORDINATOR, "thread-1", 2);

    assertThat(Heartbeats.sinceLast(shown())).isEmpty();
  }
}
