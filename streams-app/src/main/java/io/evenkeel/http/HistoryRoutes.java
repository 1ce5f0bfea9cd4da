package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.evenkeel.pipeline.wire.HistoryWire;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;

/** {@code /api/v1/history/{requestId}}: a rebalance request and what became of each account. */
final class HistoryRoutes {
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final RecordWriter records;

  HistoryRoutes(PipelineQueries queries, Whereabouts whereabouts, ZoneId zone) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.records = new RecordWriter(zone);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/history/{requestId}", this::history);
  }

  private void history(Context ctx) {
    var requestId = ctx.pathParam("requestId");
    var request = queries.request(requestId).orElseThrow(() -> missing(requestId));
    var json = records.write(HistoryWire.write(request));
    var rows = json.putArray("rows");
    queries
        .accountsOf(requestId)
        .forEach(row -> rows.add(records.write(HistoryWire.write(request.firmId(), row))));
    ctx.contentType("application/json").result(Json.line(json));
  }

  private Problem.ProblemException missing(String requestId) {
    return whereabouts.missing("request " + requestId, queries.whoHasRequest(requestId)).thrown();
  }
}
