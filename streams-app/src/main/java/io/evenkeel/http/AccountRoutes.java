package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Look;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.pipeline.wire.StatusWire;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneId;

/** {@code /api/v1/accounts/{accountId}}: an account, its drift computed at the moment of asking. */
final class AccountRoutes {
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final Clock clock;
  private final RecordWriter records;

  AccountRoutes(PipelineQueries queries, Whereabouts whereabouts, ZoneId zone, Clock clock) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.clock = clock;
    this.records = new RecordWriter(zone);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/accounts/{accountId}", this::account);
    routes.get("/api/v1/accounts/{accountId}/acrs/{modelId}/explanation", this::explanation);
  }

  private void account(Context ctx) {
    var accountId = ctx.pathParam("accountId");
    var now = clock.instant();
    var book = queries.account(accountId).orElseThrow(() -> missing(accountId));
    var look = queries.look(accountId, now).orElseThrow(() -> missing(accountId));
    var json = Json.object();
    json.put("accountId", accountId);
    json.put("at", now.toString());
    standing(json, book, look);
    ctx.contentType("application/json").result(Json.line(json));
  }

  /** Whether an ACR of the model's sleeve would build trades now, and if not, why. */
  private void explanation(Context ctx) {
    var accountId = ctx.pathParam("accountId");
    var explanation =
        queries
            .explainAcr(accountId, ctx.pathParam("modelId"), clock.instant())
            .orElseThrow(() -> missing(accountId));
    ctx.contentType("application/json").result(Json.line(AccountJson.of(explanation)));
  }

  private void standing(ObjectNode json, AccountBook book, Look look) {
    var account = book.account();
    if (account != null) {
      json.set("account", AccountJson.of(account));
    }
    var report = look.report();
    if (report != null) {
      json.set("status", records.write(StatusWire.write(report, clock.instant())));
    }
    var judgement = look.judgement();
    if (judgement instanceof Judgement.Checkable checkable) {
      json.set("drift", JudgementJson.of(checkable));
    } else if (judgement instanceof Judgement.NotCheckable not) {
      json.set("drift", JudgementJson.of(not));
    }
    var positions = book.positions();
    if (positions != null) {
      json.set("positions", records.write(PositionsWire.write(positions)));
    }
    json.set("cashMovements", CashMovementJson.of(book.movements()));
  }

  private Problem.ProblemException missing(String accountId) {
    return whereabouts.missing("account " + accountId, queries.whoHasAccount(accountId)).thrown();
  }
}
