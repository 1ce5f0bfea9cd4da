package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Makes a list of the rows of all instances: asks each for its own page and merges them. An
 * instance that does not answer is named, and so are partitions that nobody has; the rows of the
 * others are shown all the same.
 */
final class Gathering {
  private final Turns turns;
  private final Whereabouts whereabouts;
  private final Peers peers;
  private final PipelineQueries queries;

  Gathering(Turns turns, Whereabouts whereabouts, Peers peers, PipelineQueries queries) {
    this.turns = turns;
    this.whereabouts = whereabouts;
    this.peers = peers;
    this.queries = queries;
  }

  /**
   * Answers with one page.
   *
   * @param store whose rows they are
   * @param here the page of this instance alone
   */
  void answer(Context ctx, String store, ListQuery query, Supplier<ObjectNode> here) {
    var self = whereabouts.self();
    ctx.header(Whereabouts.INSTANCE, Whereabouts.name(self));
    if (Peers.As.of(ctx) == Peers.As.PART) {
      write(ctx, part(turns.take(here)));
      return;
    }
    var instances = owners(store);
    var asked = new LinkedHashMap<HostInfo, CompletableFuture<HttpResponse<String>>>();
    instances.stream()
        .filter(host -> !host.equals(self))
        .forEach(host -> asked.put(host, peers.ask(host, question(ctx), Peers.As.PART)));
    var parts = new Parts(query);
    if (instances.contains(self)) {
      parts.take(self, () -> Optional.of(turns.take(here)));
    }
    asked.forEach((host, answer) -> parts.take(host, () -> Peers.page(answer)));
    queries.partitionsWithoutOwner(store).ifPresent(parts::missing);
    write(ctx, parts.merged());
  }

  /** Says of itself that it is not the whole, wherever it ends up. */
  private ObjectNode part(ObjectNode page) {
    page.put("partial", true);
    page.putArray("missing")
        .addObject()
        .putNull("instance")
        .put(
            "why",
            "These are the rows of %s alone, as another instance asks for them."
                .formatted(Whereabouts.name(whereabouts.self())));
    return page;
  }

  private List<HostInfo> owners(String store) {
    return queries.instancesWith(store).stream()
        .filter(instance -> instance.stateStoreNames().contains(store))
        .filter(instance -> !instance.topicPartitions().isEmpty())
        .map(StreamsMetadata::hostInfo)
        .collect(Collectors.toList());
  }

  private static String question(Context ctx) {
    var query = ctx.queryString();
    return ctx.req().getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static void write(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(Json.line(json));
  }

  /** Pages of several instances while they become one. */
  private static final class Parts {
    private record Row(Place place, JsonNode json) {}

    private final ListQuery query;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, ObjectNode> counts = new LinkedHashMap<>();
    private final ArrayNode missing = Json.object().putArray("missing");
    private int total;
    private int answered;
    private boolean more;

    Parts(ListQuery query) {
      this.query = query;
    }

    void take(HostInfo host, Supplier<Optional<ObjectNode>> page) {
      try {
        page.get().ifPresentOrElse(this::add, () -> silent(host));
      } catch (InvalidStateStoreException e) {
        silent(host);
      }
    }

    private void silent(HostInfo host) {
      missing
          .addObject()
          .put("instance", Whereabouts.name(host))
          .put("why", "The instance did not answer in time; its rows are not shown.");
    }

    void missing(String why) {
      missing.addObject().putNull("instance").put("why", why);
    }

    private void add(ObjectNode page) {
      answered++;
      total += page.path("total").asInt();
      more |= !page.path("next").isNull();
      page.path("items").forEach(i -> rows.add(new Row(Place.of(i.path("cursor").asText()), i)));
      page.properties().stream()
          .filter(field -> field.getValue().isObject())
          .forEach(field -> count(field.getKey(), field.getValue()));
    }

    private void count(String name, JsonNode counted) {
      var sums = counts.computeIfAbsent(name, n -> Json.object());
      counted
          .properties()
          .forEach(c -> sums.put(c.getKey(), sums.path(c.getKey()).asInt() + c.getValue().asInt()));
    }

    /** While a task moves, two instances may both show its rows. */
    private void removeTwins() {
      for (var i = rows.size() - 1; i > 0; i--) {
        if (rows.get(i).place().equals(rows.get(i - 1).place())) {
          rows.remove(i);
        }
      }
    }

    ObjectNode merged() {
      if (answered == 0) {
        throw Whereabouts.moving().thrown();
      }
      rows.sort(Comparator.comparing(Row::place, query.order()));
      removeTwins();
      var shown = rows.subList(0, Math.min(rows.size(), query.limit()));
      var json = Json.object();
      json.put("total", total);
      counts.forEach(json::set);
      var items = json.putArray("items");
      shown.forEach(row -> items.add(row.json()));
      var goesOn = !shown.isEmpty() && (more || rows.size() > shown.size());
      json.put("next", goesOn ? shown.get(shown.size() - 1).place().cursor() : null);
      json.put("partial", !missing.isEmpty());
      json.set("missing", missing);
      return json;
    }
  }
}
