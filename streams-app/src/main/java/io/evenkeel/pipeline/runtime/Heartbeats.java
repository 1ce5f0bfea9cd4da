package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Signs of life of a client's threads to their group. A thread whose heartbeats are not answered
 * sends none any more once its session is over, and so knows before anybody tells it that others
 * have its work; Kafka Streams goes on saying RUNNING.
 */
final class Heartbeats {
  private static final String GROUP = "consumer-coordinator-metrics";
  private static final String SECONDS_AGO = "last-heartbeat-seconds-ago";

  private Heartbeats() {}

  /**
   * How long ago the last one was sent, by whichever thread; empty where there was none yet.
   *
   * @param metrics of Kafka Streams
   */
  static Optional<Duration> sinceLast(Map<MetricName, ? extends Metric> metrics) {
    return metrics.values().stream()
        .filter(metric -> metric.metricName().name().equals(SECONDS_AGO))
        .filter(metric -> metric.metricName().group().equals(GROUP))
        .map(metric -> ((Number) metric.metricValue()).longValue())
        .filter(seconds -> seconds >= 0)
        .min(Long::compare)
        .map(Duration::ofSeconds);
  }
}
