package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.metrics.Metrics;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** What this instance says of itself: what it has, how it keeps up and what that takes. */
final class InstanceJson {
  /** To measure stores is to go through them, so it is not done for everybody who looks. */
  private static final Duration SIZES_ARE_KEPT = Duration.ofSeconds(10);

  private static final double NANOS_PER_MILLI = 1e6;

  private final EvenkeelStreams streams;
  private final PipelineQueries queries;
  private final Metrics metrics;
  private final String pricesTopic;
  private final HostInfo self;
  private final Clock clock;
  private @Nullable Sizes sizes;

  private record Sizes(Instant at, Map<String, Long> bytes) {}

  InstanceJson(
      EvenkeelStreams streams, Metrics metrics, TopicNames names, HostInfo self, Clock clock) {
    this.streams = streams;
    this.queries = streams.queries();
    this.metrics = metrics;
    this.pricesTopic = names.of(Topics.PRICES);
    this.self = self;
    this.clock = clock;
  }

  ObjectNode json() {
    var json = Json.object();
    json.put("instance", Whereabouts.name(self));
    json.put("state", streams.streams().state().name());
    var whyNot = streams.whyNotReady();
    json.put("ready", whyNot.isEmpty());
    json.put("whyNotReady", whyNot.orElse(null));
    tasks(json);
    paces(json);
    counts(json);
    stores(json);
    var runtime = Runtime.getRuntime();
    json.put("uptimeSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    json.put("heapUsedBytes", runtime.totalMemory() - runtime.freeMemory());
    json.put("heapMaxBytes", runtime.maxMemory());
    return json;
  }

  private void tasks(ObjectNode json) {
    var active = json.putArray("active");
    var standby = json.putArray("standby");
    var lag = 0L;
    for (var thread : streams.streams().metadataForLocalThreads()) {
      thread.activeTasks().forEach(task -> active.add(task(task)));
      thread.standbyTasks().forEach(task -> standby.add(task(task)));
      lag += thread.activeTasks().stream().mapToLong(InstanceJson::lag).sum();
    }
    json.put("lagRecords", lag);
  }

  private static ObjectNode task(TaskMetadata task) {
    var json = Json.object().put("task", task.taskId().toString());
    var partitions = json.putArray("partitions");
    task.topicPartitions().stream().map(TopicPartition::toString).sorted().forEach(partitions::add);
    return json;
  }

  /** Records that were there at the last look and are not committed as read. */
  private static long lag(TaskMetadata task) {
    return task.endOffsets().entrySet().stream()
        .mapToLong(
            end -> {
              var read = task.committedOffsets().getOrDefault(end.getKey(), -1L);
              return end.getValue() < 0 || read < 0 ? 0 : Math.max(0, end.getValue() - read);
            })
        .sum();
  }

  /** Kafka measures both rates, over about the last minute. */
  private void paces(ObjectNode json) {
    json.put("processRatePerSecond", decimal(rate("process-rate", InstanceJson::isOfThreads)));
    json.put("ticksPerSecond", decimal(rate("records-consumed-rate", this::isOfPrices)));
    json.put(
        "tickToEventMillisP50", metrics.tickToEventHalf().map(InstanceJson::millis).orElse(null));
    json.put(
        "tickToEventMillisP99",
        metrics.tickToEventNearlyAll().map(InstanceJson::millis).orElse(null));
  }

  private double rate(String name, Predicate<MetricName> which) {
    return streams.streams().metrics().values().stream()
        .filter(m -> m.metricName().name().equals(name) && which.test(m.metricName()))
        .mapToDouble(m -> m.metricValue() instanceof Number number ? number.doubleValue() : 0)
        .filter(Double::isFinite)
        .sum();
  }

  private static boolean isOfThreads(MetricName metric) {
    return metric.group().equals("stream-thread-metrics");
  }

  /** Boards alone read prices, each instance all of them. */
  private boolean isOfPrices(MetricName metric) {
    return metric.group().equals("consumer-fetch-manager-metrics")
        && pricesTopic.equals(metric.tags().get("topic"));
  }

  private static String millis(Duration time) {
    return decimal(time.toNanos() / NANOS_PER_MILLI);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /** How much the active tasks hold; nothing is said of it while they move. */
  private void counts(ObjectNode json) {
    json.putNull("accounts");
    json.putNull("queued");
    json.putNull("requests");
    try {
      json.put("accounts", queries.accountRows().count());
      json.put("queued", queries.accountRows().filter(row -> row.isQueued()).count());
      json.put("requests", queries.requests().count());
    } catch (InvalidStateStoreException e) {
      // They are being moved, and counted where they arrive.
    }
  }

  private void stores(ObjectNode json) {
    var stores = json.putObject("stores");
    var bytes = bytes();
    queries
        .storeEntries()
        .forEach(
            (store, entries) ->
                stores.putObject(store).put("entries", entries).put("bytes", bytes.get(store)));
  }

  private synchronized Map<String, Long> bytes() {
    var now = clock.instant();
    var known = sizes;
    if (known == null || now.isAfter(known.at().plus(SIZES_ARE_KEPT))) {
      known = new Sizes(now, queries.storeBytes());
      sizes = known;
    }
    return known.bytes();
  }
}
