package io.evenkeel.metrics;

import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;

/**
 * What Kafka Streams and its clients measure. The binder looks for new measures once a minute only,
 * and most are there only once partitions are assigned; so it begins anew when the instance is
 * ready for the first time. For one thread at a time.
 */
final class KafkaFigures implements AutoCloseable {
  private final EvenkeelStreams streams;
  private final MeterRegistry registry;
  private KafkaStreamsMetrics bound;
  private boolean wasReady;

  KafkaFigures(EvenkeelStreams streams, MeterRegistry registry) {
    this.streams = streams;
    this.registry = registry;
    this.bound = bind();
  }

  private KafkaStreamsMetrics bind() {
    var metrics = new KafkaStreamsMetrics(streams.streams());
    metrics.bindTo(registry);
    return metrics;
  }

  void look() {
    if (!wasReady && streams.whyNotReady().isEmpty()) {
      wasReady = true;
      bound.close();
      bound = bind();
    }
  }

  @Override
  public void close() {
    bound.close();
  }
}
