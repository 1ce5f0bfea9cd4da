package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.market.Tick;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.market.BoardsView;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/prices} and {@code /api/v1/market}: the boards of this instance, which are those
 * of every instance.
 */
final class MarketRoutes {
  private static final int JUMP_DIGITS = 6;
  private static final Set<String> PARAMETERS =
      Set.of("quarantined", "priced", "text", "limit", "after");

  private final BoardsView boards;
  private final ZoneId zone;
  private final Clock clock;

  MarketRoutes(BoardsView boards, ZoneId zone, Clock clock) {
    this.boards = boards;
    this.zone = zone;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/prices", PARAMETERS, this::prices);
    routes.get("/api/v1/prices/{securityId}", this::price);
    routes.get("/api/v1/market", this::market);
  }

  private void prices(Context ctx) {
    var query = ListQuery.of(ctx, List.of("securityId"));
    var quarantined = Parameters.flag(ctx, "quarantined");
    var priced = Parameters.flag(ctx, "priced");
    var text = ctx.queryParam("text");
    var page = new Page<String>(query);
    for (var id : boards.securityIds()) {
      var quote = boards.quote(id);
      if ((quarantined == null || quarantined == isHeld(id))
          && (priced == null || priced == (quote != null))
          && holds(id, text)) {
        page.add(new Place("", id), id);
      }
    }
    answer(ctx, page.json(this::json));
  }

  private boolean isHeld(String securityId) {
    var hold = boards.hold(securityId);
    return hold != null && hold.isHolding();
  }

  private boolean holds(String securityId, @Nullable String text) {
    var security = boards.security(securityId);
    return Parameters.has(text, securityId)
        || (security != null
            && (Parameters.has(text, security.symbol()) || Parameters.has(text, security.name())));
  }

  private void price(Context ctx) {
    var id = ctx.pathParam("securityId");
    if (boards.quote(id) == null && boards.security(id) == null && boards.hold(id) == null) {
      throw Problem.unknown("There is no security %s.".formatted(id)).thrown();
    }
    answer(ctx, json(id));
  }

  private ObjectNode json(String securityId) {
    var quote = boards.quote(securityId);
    var security = boards.security(securityId);
    var json = Json.object();
    json.put("securityId", securityId);
    describe(json, securityId, security);
    json.put("price", quote == null ? null : JudgementJson.plain(quote.price().perUnit()));
    json.put("currency", quote == null ? "USD" : quote.currency());
    json.put("asOf", quote == null ? null : time(quote.asOf()));
    json.put("quarantined", isHeld(securityId));
    json.put("halted", boards.halt(Halt.Scope.SECURITY, securityId) != null);
    var hold = boards.hold(securityId);
    json.set("held", hold == null ? null : json(hold));
    var action = boards.corporateAction(securityId);
    json.set(
        "corporateAction",
        action == null
            ? null
            : Json.object()
                .put("type", action.type().name())
                .put("effectiveDate", action.effectiveDate().toString()));
    return json;
  }

  private static void describe(ObjectNode json, String id, @Nullable Security security) {
    json.put("symbol", security == null ? id : security.symbol());
    json.put("name", security == null ? null : security.name());
    json.put("securityClass", security == null ? null : security.securityClass());
    json.put("tradingStatus", security == null ? null : security.tradingStatus().name());
  }

  /** What the guard holds, or the newest record that it refused. */
  private ObjectNode json(PriceHold hold) {
    var json = Json.object();
    json.put("reason", hold.reason().name());
    tick(json, "held", hold.refused());
    tick(json, "lastGood", hold.lastGood());
    json.put("jump", jump(hold));
    return json;
  }

  private void tick(ObjectNode json, String name, @Nullable Tick tick) {
    json.put(name + "Price", tick == null ? null : JudgementJson.plain(tick.price().perUnit()));
    json.put(name + "AsOf", tick == null ? null : time(tick.asOf()));
  }

  /** By which share the held price differs from the last good one; for show. */
  private static @Nullable String jump(PriceHold hold) {
    var good = hold.lastGood();
    var held = hold.refused();
    if (good == null || held == null || good.price().perUnit().signum() == 0) {
      return null;
    }
    var share =
        held.price()
            .perUnit()
            .subtract(good.price().perUnit())
            .divide(good.price().perUnit(), new MathContext(JUMP_DIGITS, RoundingMode.HALF_EVEN));
    return JudgementJson.plain(share.compareTo(BigDecimal.ZERO) == 0 ? BigDecimal.ZERO : share);
  }

  private void market(Context ctx) {
    var json = Json.object();
    json.put("at", time(clock.instant()));
    counts(json);
    json.put("models", boards.models().size());
    json.put("targets", boards.targets().size());
    var halts = json.putArray("halts");
    for (var halt : boards.halts()) {
      halts
          .addObject()
          .put("scope", halt.scope().name())
          .put("scopeId", halt.id())
          .put("reason", halt.reason())
          .put("setBy", halt.setBy())
          .put("setAt", time(halt.setAt()));
    }
    answer(ctx, json);
  }

  private void counts(ObjectNode json) {
    var ids = boards.securityIds();
    var quotes = ids.stream().map(boards::quote).filter(q -> q != null).toList();
    var ages = quotes.stream().map(Quote::asOf).sorted().toList();
    json.put("securities", ids.size());
    json.put("priced", quotes.size());
    json.put("unpriced", ids.size() - quotes.size());
    json.put("quarantined", (int) ids.stream().filter(this::isHeld).count());
    json.put("halted", boards.halts().size());
    json.put("oldestPriceAt", ages.isEmpty() ? null : time(ages.get(0)));
    json.put("newestPriceAt", ages.isEmpty() ? null : time(ages.get(ages.size() - 1)));
  }

  private String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  private static void answer(Context ctx, ObjectNode json) {
    ctx.contentType("application/json").result(Json.line(json));
  }
}
