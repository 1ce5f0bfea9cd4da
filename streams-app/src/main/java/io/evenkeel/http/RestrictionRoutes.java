package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.RestrictionWire;
import io.evenkeel.schemas.Restrictions;
import io.javalin.http.Context;

/**
 * {@code POST /api/v1/restrictions/{key}}: all that stands for an account, in place of what stood.
 * 202 once the cluster has it; the account shows it a moment later.
 */
final class RestrictionRoutes {
  private static final String ALL = "restrictions";
  private static final String UNTAKEN =
      "The cluster did not confirm the restrictions; look at the account, and send them again where"
          + " it does not have them.";

  private final Posted posted;

  RestrictionRoutes(Posted posted) {
    this.posted = posted;
  }

  void addTo(Routes routes) {
    routes.post("/api/v1/restrictions/{key}", this::replace);
  }

  private void replace(Context ctx) {
    var accountId = Posted.key(ctx.pathParam("key"));
    var json = Posted.body(ctx);
    if (!json.has(ALL)) {
      throw Problem.badRequest(
              "Field %s is missing; an empty list lifts all of them. Nothing was sent."
                  .formatted(ALL))
          .thrown();
    }
    var restrictions = posted.read(Topics.RESTRICTIONS, json, "");
    refuseWhatThePipelineWould(restrictions);
    var sent = posted.send(Topics.RESTRICTIONS, accountId, restrictions, UNTAKEN);
    var taken =
        Json.object()
            .put("topic", sent.topic())
            .put("partition", sent.partition())
            .put("offset", sent.offset());
    ctx.status(202).contentType("application/json").result(Json.line(taken));
  }

  /** It would put them aside whole, which nobody would tell whoever sent them. */
  private static void refuseWhatThePipelineWould(Restrictions restrictions) {
    try {
      var unused = RestrictionWire.read(restrictions);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "These cannot be used: %s; nothing was sent.".formatted(e.getMessage()))
          .thrown();
    }
  }
}
