package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Look;
import io.evenkeel.core.account.RebalancePreview;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.pipeline.wire.StatusWire;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /api/v1/accounts/{accountId}}: an account, its drift computed at the moment of asking. */
final class AccountRoutes {
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final Clock clock;
  private final RecordWriter records;
  private final BookJson books;
  private final ZoneId zone;

  AccountRoutes(PipelineQueries queries, Whereabouts whereabouts, ZoneId zone, Clock clock) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.clock = clock;
    this.records = new RecordWriter(zone);
    this.books = new BookJson(zone);
    this.zone = zone;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/accounts/{accountId}", ctx -> answer(ctx, this::account));
    routes.get("/api/v1/accounts/{accountId}/preview", ctx -> answer(ctx, this::preview));
    routes.get("/api/v1/accounts/{accountId}/acrs/{modelId}/explanation", this::explanation);
  }

  private void answer(Context ctx, Function<AccountBook, ObjectNode> shown) {
    var accountId = ctx.pathParam("accountId");
    whereabouts.answer(
        ctx,
        question(
            accountId,
            () -> queries.account(accountId).map(shown),
            () -> queries.copyOfAccount(accountId).map(shown)));
  }

  private Whereabouts.Question question(
      String accountId,
      Supplier<Optional<? extends JsonNode>> here,
      Supplier<Optional<? extends JsonNode>> copy) {
    return new Whereabouts.Question(
        "account " + accountId,
        Topics.BOOK_STORE,
        () -> queries.whoHasAccount(accountId),
        here,
        copy);
  }

  /** Whether an ACR of the model's sleeve would build trades now, and if not, why. */
  private void explanation(Context ctx) {
    var modelId = ctx.pathParam("modelId");
    answer(ctx, book -> AccountJson.of(queries.explainAcr(book, modelId, clock.instant())));
  }

  private ObjectNode account(AccountBook book) {
    var now = clock.instant();
    var look = queries.look(book, now);
    var json = Json.object();
    json.put("accountId", book.accountId());
    json.put("at", AccountJson.time(now, zone));
    standing(json, book, look);
    json.set("prices", books.prices(book, queries.boards()));
    var advisories = json.putArray("advisories");
    book.raised().values().forEach(a -> advisories.add(AdvisoryJson.json(a)));
    var pending = book.pending();
    json.set("proposal", pending == null ? null : books.proposal(pending));
    json.set("movements", books.movements(book));
    var open = book.batches().open();
    json.set("batch", open == null ? null : books.batch(open));
    var recent = json.putArray("recentBatches");
    book.batches().ended().forEach(batch -> recent.add(books.batch(batch)));
    json.set("restrictions", BookJson.restrictions(book));
    return json;
  }

  private void standing(ObjectNode json, AccountBook book, Look look) {
    var account = book.account();
    json.set("account", account == null ? null : AccountJson.of(account));
    var report = look.report();
    json.set(
        "status", report == null ? null : records.write(StatusWire.write(report, clock.instant())));
    json.putNull("drift");
    var judgement = look.judgement();
    if (judgement instanceof Judgement.Checkable checkable) {
      json.set("drift", JudgementJson.of(checkable));
    } else if (judgement instanceof Judgement.NotCheckable not) {
      json.set("drift", JudgementJson.of(not));
    }
    var positions = book.positions();
    json.set("positions", positions == null ? null : records.write(PositionsWire.write(positions)));
    custody(json, book);
  }

  /** What executions have made of the positions since, and what the custodian says of them. */
  private void custody(ObjectNode json, AccountBook book) {
    var provisional = book.provisional();
    if (provisional != null) {
      var ahead = json.putObject("provisionalPositions");
      provisional.provisional().forEach(ahead.putArray("executions")::add);
      ahead.set("positions", records.write(PositionsWire.write(provisional)));
    }
    if (book.reconciliation().custodian() != null) {
      json.set("reconciliation", AccountJson.of(book.reconciliation(), records, zone));
    }
  }

  /** Both logics side by side, built now and forgotten. */
  private ObjectNode preview(AccountBook book) {
    var now = clock.instant();
    var json =
        Json.object().put("accountId", book.accountId()).put("at", AccountJson.time(now, zone));
    json.set("bestFit", preview(queries.preview(book, TradeLogic.BEST_FIT, now)));
    json.set("minTransaction", preview(queries.preview(book, TradeLogic.MIN_TRANSACTION, now)));
    return json;
  }

  private ObjectNode preview(RebalancePreview preview) {
    var json = records.write(ProposalWire.write(preview.built()));
    json.remove(
        List.of(
            "inputs",
            "basis",
            "requestId",
            "contentHash",
            "source",
            "firmId",
            "advisorId",
            "custodianId"));
    json.put("turnover", JudgementJson.money(preview.turnover()));
    var lines = json.putArray("lines");
    for (var change : preview.lines()) {
      var after = change.after();
      lines.add(
          JudgementJson.line(change.before())
              .put("after", after == null ? null : JudgementJson.weight(after)));
    }
    return json;
  }
}
