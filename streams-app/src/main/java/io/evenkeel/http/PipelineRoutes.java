package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** {@code /api/v1/pipeline}: every instance, what it has and how it keeps up. */
final class PipelineRoutes {
  private final EvenkeelStreams streams;
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final Peers peers;
  private final ZoneId zone;
  private final Clock clock;

  PipelineRoutes(
      EvenkeelStreams streams, Whereabouts whereabouts, Peers peers, ZoneId zone, Clock clock) {
    this.streams = streams;
    this.queries = streams.queries();
    this.whereabouts = whereabouts;
    this.peers = peers;
    this.zone = zone;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/pipeline", this::pipeline);
  }

  private void pipeline(Context ctx) {
    var self = whereabouts.self();
    var json = Json.object();
    json.put("at", clock.instant().atZone(zone).toOffsetDateTime().toString());
    json.put("instance", Whereabouts.name(self));
    var instances = json.putArray("instances");
    instances.add(here());
    var missing = json.putArray("missing");
    if (Peers.As.of(ctx) != Peers.As.PART) {
      others(ctx, self, instances, missing);
    }
    json.put("partial", !missing.isEmpty());
    ctx.header(Whereabouts.INSTANCE, Whereabouts.name(self))
        .contentType("application/json")
        .result(Json.line(json));
  }

  private void others(Context ctx, HostInfo self, ArrayNode instances, ArrayNode missing) {
    var asked = new LinkedHashMap<HostInfo, CompletableFuture<HttpResponse<String>>>();
    try {
      queries.instances().stream()
          .map(StreamsMetadata::hostInfo)
          .filter(host -> !host.equals(self))
          .forEach(host -> asked.put(host, peers.ask(host, ctx.path(), Peers.As.PART)));
    } catch (InvalidStateStoreException e) {
      return; // Then nobody else is known yet.
    }
    asked.forEach(
        (host, answer) ->
            Peers.page(answer)
                .ifPresentOrElse(
                    page -> page.path("instances").forEach(instances::add),
                    () ->
                        missing
                            .addObject()
                            .put("instance", Whereabouts.name(host))
                            .put("why", "The instance did not answer in time.")));
  }

  private ObjectNode here() {
    var json = Json.object();
    json.put("instance", Whereabouts.name(whereabouts.self()));
    json.put("state", streams.streams().state().name());
    var whyNot = streams.whyNotReady();
    json.put("ready", whyNot.isEmpty());
    json.put("whyNotReady", whyNot.orElse(null));
    tasks(json);
    json.put("processRatePerSecond", String.format(Locale.ROOT, "%.1f", processRate()));
    counts(json);
    var stores = json.putObject("stores");
    queries
        .storeEntries()
        .forEach((store, entries) -> stores.putObject(store).put("entries", entries));
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
      lag += thread.activeTasks().stream().mapToLong(PipelineRoutes::lag).sum();
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

  private double processRate() {
    return streams.streams().metrics().values().stream()
        .filter(m -> m.metricName().name().equals("process-rate"))
        .filter(m -> m.metricName().group().equals("stream-thread-metrics"))
        .mapToDouble(m -> m.metricValue() instanceof Number number ? number.doubleValue() : 0)
        .filter(Double::isFinite)
        .sum();
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
}
