package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.book.Target;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.market.BoardsView;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/targets}: what may be assigned to an account. */
final class TargetRoutes {
  private static final Set<String> PARAMETERS = Set.of("scope", "firm", "text", "limit", "after");

  private final BoardsView boards;
  private final ZoneId zone;

  TargetRoutes(BoardsView boards, ZoneId zone) {
    this.boards = boards;
    this.zone = zone;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/targets", PARAMETERS, this::targets);
  }

  private void targets(Context ctx) {
    var query = ListQuery.of(ctx, List.of("targetId"));
    var scope = Parameters.symbol(ctx, "scope", Target.Scope.class);
    var firm = ctx.queryParam("firm");
    var text = ctx.queryParam("text");
    var page = new Page<Target>(query);
    boards.targets().stream()
        .filter(target -> scope == null || target.scope() == scope)
        .filter(target -> Parameters.is(firm, target.ownerFirmId()))
        .filter(target -> Parameters.has(text, target.targetId()))
        .forEach(target -> page.add(new Place("", target.targetId()), target));
    ctx.contentType("application/json").result(Json.line(page.json(this::json)));
  }

  private ObjectNode json(Target target) {
    return Json.object()
        .put("targetId", target.targetId())
        .put("firmId", target.ownerFirmId())
        .put("scope", target.scope().name())
        .put("accountId", target.ownerAccountId())
        .put("version", target.version())
        .put(
            "createdAt",
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(target.createdAt().atZone(zone)))
        .put("components", target.components().size());
  }
}
