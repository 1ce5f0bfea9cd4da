package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.market.Halt;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.BoardsView;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/halts}: what is kept from custodians, and the switch itself. A reason is asked for
 * both ways, since whoever comes next wants to know.
 */
final class HaltRoutes {
  private static final Set<String> FIELDS = Set.of("halted", "reason", "setBy");
  private static final String UNTAKEN =
      "The cluster did not confirm it; look at /api/v1/halts, and send it again where it is not so.";
  private static final int LONGEST_TEXT = 1_000;

  private final BoardsView boards;
  private final Posted posted;
  private final ZoneId zone;
  private final Clock clock;

  HaltRoutes(BoardsView boards, Posted posted, ZoneId zone, Clock clock) {
    this.boards = boards;
    this.posted = posted;
    this.zone = zone;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/halts", this::list);
    routes.post("/api/v1/halts/{scope}/{scopeId}", this::set);
  }

  private void list(Context ctx) {
    var json = Json.object();
    json.put("at", time(clock.instant()));
    var items = json.putArray("items");
    boards.halts().stream()
        .sorted(Comparator.comparing(Halt::key))
        .forEach(halt -> items.add(json(halt)));
    ctx.contentType("application/json").result(Json.line(json));
  }

  private ObjectNode json(Halt halt) {
    return Json.object()
        .put("scope", halt.scope().name())
        .put("scopeId", halt.id())
        .put("reason", halt.reason())
        .put("setBy", halt.setBy())
        .put("setAt", time(halt.setAt()));
  }

  private void set(Context ctx) {
    var scope = scope(ctx.pathParam("scope"));
    var id = Posted.key(ctx.pathParam("scopeId"));
    var asked = Posted.body(ctx);
    asked
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw Problem.badRequest(
                        "There is no field %s; the fields are halted, reason and setBy."
                            .formatted(name))
                    .thrown();
              }
            });
    if (!asked.path("halted").isBoolean()) {
      throw Problem.badRequest("The field halted is missing; it is true or false.").thrown();
    }
    var control = control(scope, id, asked);
    var key = Halt.keyOf(scope, id);
    posted.send(Topics.CONTROLS, key, posted.read(Topics.CONTROLS, control, ""), UNTAKEN);
    control.put("setAt", time(Instant.parse(control.get("setAt").asText())));
    control.put("key", key);
    control.put("topic", Topics.CONTROLS.name());
    ctx.status(202).contentType("application/json").result(Json.line(control));
  }

  private ObjectNode control(Halt.Scope scope, String id, ObjectNode asked) {
    return Json.object()
        .put("scope", scope.name())
        .put("scopeId", id)
        .put("halted", asked.get("halted").asBoolean())
        .put("reason", text(asked, "reason", "say why, for whoever comes next"))
        .put("setBy", text(asked, "setBy", "say who"))
        .put("setAt", after(boards.control(scope, id)).toString());
  }

  /** Now, or right after what was said of the scope by somebody whose clock is ahead. */
  private Instant after(@Nullable Halt known) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return known == null || known.setAt().isBefore(now)
        ? now
        : known.setAt().plus(1, ChronoUnit.MICROS);
  }

  private static Halt.Scope scope(String text) {
    try {
      return Halt.Scope.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "There is no scope %s; it is one of %s."
                  .formatted(
                      text,
                      String.join(
                          ", ", Arrays.stream(Halt.Scope.values()).map(Enum::name).toList())))
          .thrown();
    }
  }

  private static String text(ObjectNode asked, String field, String ask) {
    var text = asked.path(field).asText("").strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw Problem.badRequest(
              "The field %s has %d characters, and may have 1 to %d; %s."
                  .formatted(field, text.length(), LONGEST_TEXT, ask))
          .thrown();
    }
    return text;
  }

  private String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
