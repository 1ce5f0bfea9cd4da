package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.evenkeel.pipeline.wire.HistoryWire;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Source;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/requests} and {@code /api/v1/history}: rebalance requests, what became of each
 * account, and what is proposed.
 */
final class RequestRoutes {
  private static final List<String> SORTS = List.of("-submittedAt", "submittedAt");
  private static final Set<String> PARAMETERS =
      Set.of("status", "ended", "source", "advisor", "custodian", "text", "sort", "limit", "after");
  private static final Set<String> ROW_PARAMETERS = Set.of("status", "limit", "after");
  private static final int MOST_ROWS = 10_000;

  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final Gathering gathering;
  private final RecordWriter records;
  private final BookJson books;

  RequestRoutes(
      PipelineQueries queries, Whereabouts whereabouts, Gathering gathering, ZoneId zone) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.gathering = gathering;
    this.records = new RecordWriter(zone);
    this.books = new BookJson(zone);
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/requests", PARAMETERS, ctx -> requests(ctx, Parameters.flag(ctx, "ended")));
    routes.get("/api/v1/history", PARAMETERS, this::history);
    routes.get("/api/v1/requests/{requestId}", ROW_PARAMETERS, this::request);
    routes.get("/api/v1/history/{requestId}", ROW_PARAMETERS, this::request);
    routes.get("/api/v1/requests/{requestId}/proposals/{accountId}", this::proposal);
  }

  /** Requests that have ended, as its name says. */
  private void history(Context ctx) {
    if (Boolean.FALSE.equals(Parameters.flag(ctx, "ended"))) {
      throw Problem.badRequest(
              "ended=false cannot be used here: history is what has ended; ask /api/v1/requests?ended=false.")
          .thrown();
    }
    requests(ctx, true);
  }

  private void requests(Context ctx, @Nullable Boolean ended) {
    var query = ListQuery.of(ctx, SORTS);
    var status = Parameters.symbol(ctx, "status", RequestStatus.class);
    var source = Parameters.symbol(ctx, "source", Source.class);
    var owners = OwnerFilter.of(ctx);
    gathering.answer(
        ctx,
        Topics.REQUEST_STORE,
        query,
        () -> {
          var page = new Page<RebalanceHistory>(query);
          var statuses = new Counts<>(RequestStatus.class);
          queries
              .requests()
              .filter(request -> ended == null || request.phase().isTerminal() == ended)
              .filter(request -> holds(request, owners.text()))
              .map(HistoryWire::write)
              .filter(r -> owners.admits(r.getAdvisorId(), r.getCustodianId()))
              .filter(r -> source == null || r.getSource() == source)
              .forEach(
                  request -> {
                    statuses.count(request.getStatus());
                    if (status == null || request.getStatus() == status) {
                      page.add(place(request), request);
                    }
                  });
          var json = page.json(records::write);
          json.set("statuses", statuses.json());
          return json;
        });
  }

  private static boolean holds(Request request, @Nullable String text) {
    return text == null
        || Parameters.has(text, request.requestId())
        || Parameters.has(text, request.submission().submittedBy());
  }

  private static Place place(RebalanceHistory request) {
    return new Place(Place.key(request.getSubmittedAt().toEpochMilli()), request.getRequestId());
  }

  private void request(Context ctx) {
    var requestId = ctx.pathParam("requestId");
    var limit = Parameters.whole(ctx, "limit", MOST_ROWS, MOST_ROWS);
    var after = ctx.queryParam("after");
    var status = Parameters.symbol(ctx, "status", HistoryAccountStatus.class);
    whereabouts.answer(
        ctx,
        new Whereabouts.Question(
            "request " + requestId,
            Topics.REQUEST_STORE,
            () -> queries.whoHasRequest(requestId),
            () ->
                queries
                    .request(requestId)
                    .map(r -> json(r, queries.accountsOf(requestId), status, after, limit)),
            () ->
                queries
                    .copyOfRequestState(requestId)
                    .flatMap(state -> Optional.ofNullable(state.request()))
                    .map(
                        r ->
                            json(r, queries.copiesOfAccountsOf(requestId), status, after, limit))));
  }

  private ObjectNode json(
      Request request,
      List<RequestAccountState> accounts,
      @Nullable HistoryAccountStatus status,
      @Nullable String after,
      int limit) {
    var json = records.write(HistoryWire.write(request));
    var found =
        accounts.stream()
            .map(row -> HistoryWire.write(request.firmId(), row))
            .filter(row -> status == null || row.getStatus() == status)
            .toList();
    var rest =
        found.stream()
            .filter(row -> after == null || row.getAccountId().compareTo(after) > 0)
            .toList();
    var rows = json.putArray("rows");
    rest.stream().limit(limit).forEach(row -> rows.add(records.write(row)));
    json.put("rowsTotal", found.size());
    json.put("next", rest.size() > limit ? rest.get(limit - 1).getAccountId() : null);
    return json;
  }

  /** What is proposed for one account; only its own instance has it. */
  private void proposal(Context ctx) {
    var requestId = ctx.pathParam("requestId");
    var accountId = ctx.pathParam("accountId");
    whereabouts.answer(
        ctx,
        new Whereabouts.Question(
            "open proposal of request %s for account %s".formatted(requestId, accountId),
            Topics.BOOK_STORE,
            () -> queries.whoHasAccount(accountId),
            () -> queries.account(accountId).flatMap(b -> books.proposal(b, requestId)),
            () -> queries.copyOfAccount(accountId).flatMap(b -> books.proposal(b, requestId))));
  }
}
