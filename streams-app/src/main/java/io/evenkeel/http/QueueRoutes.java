package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.core.account.AccountStatusReport;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.evenkeel.pipeline.wire.StatusWire;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/queue}: the accounts of this instance that stand in the rebalancer queue, by id, a
 * page at a time; the counts are over all of them.
 */
final class QueueRoutes {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final PipelineQueries queries;
  private final Clock clock;
  private final RecordWriter records;

  QueueRoutes(PipelineQueries queries, ZoneId zone, Clock clock) {
    this.queries = queries;
    this.clock = clock;
    this.records = new RecordWriter(zone);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/queue", this::queue);
  }

  private void queue(Context ctx) {
    var wanted = filter(ctx);
    var after = ctx.queryParam("after");
    var limit = limit(ctx.queryParam("limit"));
    var found = new TreeMap<String, AccountStatusReport>();
    var tiles = new EnumMap<Tile, Integer>(Tile.class);
    queries.forEachQueued(
        report -> {
          report.tiles().forEach(tile -> tiles.merge(tile, 1, Integer::sum));
          if (wanted.test(report)) {
            found.put(report.owner().accountId(), report);
          }
        });
    var rest = after == null ? found : found.tailMap(after, false);
    ctx.contentType("application/json").result(Json.line(page(rest, found.size(), tiles, limit)));
  }

  private JsonNode page(
      Map<String, AccountStatusReport> rest, int total, Map<Tile, Integer> tiles, int limit) {
    var json = Json.object();
    json.put("total", total);
    var counts = json.putObject("tiles");
    for (var tile : Tile.values()) {
      counts.put(tile.name(), tiles.getOrDefault(tile, 0));
    }
    var accounts = json.putArray("accounts");
    rest.values().stream()
        .limit(limit)
        .forEach(r -> accounts.add(records.write(StatusWire.write(r, clock.instant()))));
    json.put(
        "next",
        rest.size() > limit
            ? accounts.get(accounts.size() - 1).get("accountId").textValue()
            : null);
    return json;
  }

  private static Predicate<AccountStatusReport> filter(Context ctx) {
    var tile = symbol(Tile.class, "tile", ctx.queryParam("tile"));
    var stage = symbol(Stage.class, "stage", ctx.queryParam("stage"));
    return report ->
        (tile == null || report.tiles().contains(tile))
            && (stage == null || report.stage() == stage);
  }

  private static <E extends Enum<E>> @Nullable E symbol(
      Class<E> type, String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "%s=%s is not known; it is one of %s."
                            .formatted(name, text, Arrays.toString(type.getEnumConstants())))
                    .thrown());
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return PAGE;
    }
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw Problem.badRequest(
            "limit=%s cannot be used; it is a whole number from 1 to %d."
                .formatted(text, LARGEST_PAGE))
        .thrown();
  }
}
