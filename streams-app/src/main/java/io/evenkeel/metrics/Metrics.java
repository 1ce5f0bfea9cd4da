package io.evenkeel.metrics;

import io.evenkeel.notify.Notifications;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one instance, as Prometheus reads them. Counts are kept by those who count, and
 * everything else is looked at when somebody asks, so that nobody works for it otherwise.
 */
public final class Metrics implements AutoCloseable {
  /** From a look at the boards to what nobody should ever see. */
  private static final int[] ANSWER_MILLIS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000
  };

  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;

  /** For somebody who looks now; Prometheus makes its own of the histogram. */
  private static final Duration RECENTLY = Duration.ofMinutes(1);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer answers;
  private final PipelineMeters meters;
  private final ProcessFigures process;
  private final Clock clock;
  private final Gauges gauges;
  private @Nullable Standing standing;
  private @Nullable Deliveries deliveries;
  private @Nullable KafkaFigures kafka;

  /**
   * @param names of the topics, and so of the custodians
   * @param stateDirectory whose disk is watched
   */
  public Metrics(TopicNames names, Path stateDirectory, Clock clock) {
    this.clock = clock;
    this.process = new ProcessFigures(registry, stateDirectory);
    this.answers = answers();
    this.meters = PipelineMeters.of(names, answers::record);
    this.gauges = new Gauges(registry);
    new Counters(registry).show(meters);
  }

  private Timer answers() {
    var figure = Figure.TICK_TO_EVENT;
    return Timer.builder(figure.meterName())
        .description(figure.meaning())
        .serviceLevelObjectives(
            IntStream.of(ANSWER_MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
        .publishPercentiles(HALF, NEARLY_ALL)
        .distributionStatisticExpiry(RECENTLY)
        .register(registry);
  }

  /** What the client is to count with. */
  public PipelineMeters meters() {
    return meters;
  }

  /** Shows how things stand with the client that counts with {@link #meters}, once. */
  public synchronized void follow(EvenkeelStreams streams) {
    new Counters(registry).show(streams.boardCounts());
    standing = new Standing(streams, meters.engines(), gauges, clock);
    kafka = new KafkaFigures(streams, registry);
  }

  /** Shows what becomes of notifications, once. */
  public synchronized void follow(Notifications notifications) {
    new Counters(registry).show(notifications);
    deliveries = new Deliveries(notifications, gauges, clock);
  }

  /** Within which time of its price half of the last minute's drift events were said. */
  public Optional<Duration> tickToEventHalf() {
    return tickToEvent(HALF);
  }

  /** Within which time of its price 99 in 100 of the last minute's drift events were said. */
  public Optional<Duration> tickToEventNearlyAll() {
    return tickToEvent(NEARLY_ALL);
  }

  /** Empty where there was no such event. */
  private Optional<Duration> tickToEvent(double share) {
    return Arrays.stream(answers.takeSnapshot().percentileValues())
        .filter(value -> value.percentile() == share && value.value() > 0)
        .map(value -> Duration.ofNanos((long) value.value(TimeUnit.NANOSECONDS)))
        .findFirst();
  }

  /** All figures as they are now, in Prometheus' text format. */
  public synchronized String scrape() {
    if (standing != null) {
      standing.look();
    }
    if (deliveries != null) {
      deliveries.look();
    }
    if (kafka != null) {
      kafka.look();
    }
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    if (kafka != null) {
      kafka.close();
    }
    process.close();
    registry.close();
  }
}
