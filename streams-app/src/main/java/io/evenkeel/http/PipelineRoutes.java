package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** {@code /api/v1/pipeline}: every instance, what it has and how it keeps up. */
final class PipelineRoutes {
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final Peers peers;
  private final InstanceJson here;
  private final ZoneId zone;
  private final Clock clock;

  PipelineRoutes(
      PipelineQueries queries,
      Whereabouts whereabouts,
      Peers peers,
      InstanceJson here,
      ZoneId zone,
      Clock clock) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.peers = peers;
    this.here = here;
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
    instances.add(here.json());
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
}
