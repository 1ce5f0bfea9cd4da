package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.CashRun;
import io.evenkeel.core.account.LiveBatch;
import io.evenkeel.core.account.Output;
import io.evenkeel.core.account.PendingProposal;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.wire.CashMovementWire;
import io.evenkeel.pipeline.wire.ProposalWire;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parts of an account's book that its page shows. */
final class BookJson {
  private static final List<String> ELSEWHERE =
      List.of(
          "inputs",
          "basis",
          "lines",
          "notes",
          "result",
          "issue",
          "sentence",
          "firmId",
          "advisorId",
          "custodianId");

  private final ZoneId zone;
  private final RecordWriter records;

  BookJson(ZoneId zone) {
    this.zone = zone;
    this.records = new RecordWriter(zone);
  }

  /** The open proposal as it was shown for approval. */
  ObjectNode proposal(PendingProposal pending) {
    var json = records.write(ProposalWire.content(pending.proposal()).build());
    json.put("source", pending.source().name());
    return json.remove(ELSEWHERE);
  }

  /** The same, where it is the proposal of that request. */
  Optional<ObjectNode> proposal(AccountBook book, String requestId) {
    return Optional.ofNullable(book.pending())
        .filter(pending -> pending.requestId().equals(requestId))
        .map(this::proposal);
  }

  /** One run of a cash movement. */
  ObjectNode movement(AccountBook book, CashRun run) {
    var owner = book.owner();
    var movement = book.movements().movement(run.movementId());
    if (owner == null || movement == null) {
      return Json.object().put("runId", run.runId()).put("status", run.state().name());
    }
    var moved = new Output.CashMoved(movement, run, run.dueAt());
    return records.write(CashMovementWire.write(owner, moved)).without("at");
  }

  /** Its runs, the newest first. */
  ArrayNode movements(AccountBook book) {
    var runs = Json.object().putArray("movements");
    var all = book.movements().runs();
    for (var i = all.size() - 1; i >= 0; i--) {
      runs.add(movement(book, all.get(i)));
    }
    return runs;
  }

  /** The newest prices of everything that the account holds. */
  ObjectNode prices(AccountBook book, BoardsView boards) {
    var prices = Json.object();
    var positions = book.positions();
    if (positions == null) {
      return prices;
    }
    var held = new TreeSet<String>();
    positions.sleeves().forEach(s -> s.holdings().forEach(h -> held.add(h.securityId())));
    for (var id : held) {
      var quote = boards.quote(id);
      var security = boards.security(id);
      var price = prices.putObject(id);
      price.put("symbol", security == null ? id : security.symbol());
      price.put("price", quote == null ? null : JudgementJson.plain(quote.price().perUnit()));
      price.put("asOf", quote == null ? null : time(quote.asOf()));
      price.put("quarantined", quote != null && quote.quarantined());
    }
    return prices;
  }

  ObjectNode batch(LiveBatch live) {
    var json = Json.object();
    json.put("batchId", live.batchId());
    json.put("requestId", live.batch().requestId());
    json.put("handedOverAt", time(live.handedOverAt()));
    json.put("finished", live.fold().finished());
    var fills = new HashMap<String, OrderFill>();
    live.fold().fills().forEach(fill -> fills.put(fill.orderId(), fill));
    var orders = json.putArray("orders");
    for (var order : live.batch().orders()) {
      var fill = fills.get(order.orderId());
      var average = fill == null ? null : fill.averagePrice();
      orders
          .addObject()
          .put("orderId", order.orderId())
          .put("line", order.line())
          .put("sleeveId", order.sleeveId())
          .put("securityId", order.securityId())
          .put("side", order.side().name())
          .put("quantity", JudgementJson.plain(order.quantity().units()))
          .put("price", JudgementJson.plain(order.price().perUnit()))
          .put("held", order.held())
          .put("filled", fill == null ? "0" : JudgementJson.plain(fill.filled().units()))
          .put("averagePrice", average == null ? null : JudgementJson.plain(average.perUnit()))
          .put("state", fill == null ? null : fill.state().name())
          .put("reason", fill == null ? null : fill.reason());
    }
    return json;
  }

  static ArrayNode restrictions(AccountBook book) {
    var all = Json.object().putArray("restrictions");
    book.limits().restrictions().all().forEach(r -> all.add(restriction(r)));
    return all;
  }

  private static ObjectNode restriction(Restriction restriction) {
    var replacement = restriction.replacement();
    return Json.object()
        .put("securityId", restriction.securityId())
        .put("type", restriction.kind().name())
        .put("replacement", replacement == null ? null : replacement.name())
        .put("substituteId", restriction.substituteId())
        .put("startDate", text(restriction.from()))
        .put("endDate", text(restriction.until()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
