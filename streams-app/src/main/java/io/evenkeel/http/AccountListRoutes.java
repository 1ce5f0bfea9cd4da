package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AdvisoryCode;
import io.evenkeel.core.account.CashRun;
import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Severity;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.AccountQuery;
import io.evenkeel.pipeline.account.AccountQuery.After;
import io.evenkeel.pipeline.account.AccountQuery.By;
import io.evenkeel.pipeline.account.AccountQuery.Order;
import io.evenkeel.pipeline.account.AccountRow;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/queue}, {@code /api/v1/accounts}, {@code /api/v1/advisories} and {@code
 * /api/v1/movements}: lists over the accounts of all instances, from rows that account tasks keep
 * beside their books.
 */
final class AccountListRoutes {
  /** A page that is judged at the moment of asking costs a look at each of its books. */
  private static final int MOST_JUDGED = 100;

  private static final List<String> SORTS =
      List.of("accountId", "-accountId", "drift", "-drift", "since", "-since");
  private static final Map<String, By> BY = Map.of("drift", By.DRIFT, "since", By.SINCE);
  private static final Set<String> ROW_PARAMETERS =
      Set.of(
          "tile",
          "stage",
          "cause",
          "status",
          "advisor",
          "target",
          "custodian",
          "minDrift",
          "text",
          "sort",
          "limit",
          "after",
          "now");
  private static final Set<String> ADVISORY_PARAMETERS =
      Set.of("code", "severity", "advisor", "custodian", "text", "limit", "after");
  private static final Set<String> MOVEMENT_PARAMETERS =
      Set.of("status", "advisor", "custodian", "text", "limit", "after");

  private final PipelineQueries queries;
  private final Gathering gathering;
  private final AccountRowJson rows;
  private final Clock clock;
  private final BookJson books;

  AccountListRoutes(
      PipelineQueries queries, Gathering gathering, BoardsView boards, ZoneId zone, Clock clock) {
    this.queries = queries;
    this.gathering = gathering;
    this.rows = new AccountRowJson(boards, zone);
    this.clock = clock;
    this.books = new BookJson(zone);
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/queue", ROW_PARAMETERS, ctx -> accounts(ctx, true));
    routes.get("/api/v1/accounts", ROW_PARAMETERS, ctx -> accounts(ctx, false));
    routes.get("/api/v1/advisories", ADVISORY_PARAMETERS, this::advisories);
    routes.get("/api/v1/movements", MOVEMENT_PARAMETERS, this::movements);
  }

  private void accounts(Context ctx, boolean queued) {
    var query = ListQuery.of(ctx, SORTS);
    var accounts = asked(ctx, query, queued);
    var judged = Boolean.TRUE.equals(Parameters.flag(ctx, "now"));
    if (judged && query.limit() > MOST_JUDGED) {
      throw Problem.badRequest(
              "limit=%d cannot be used with now=true; it is %d at most."
                  .formatted(query.limit(), MOST_JUDGED))
          .thrown();
    }
    gathering.answer(ctx, Topics.BOOK_STORE, query, () -> page(query, accounts, judged));
  }

  private ObjectNode page(ListQuery query, AccountQuery accounts, boolean judged) {
    var found = queries.accounts(accounts);
    var page = new Page<AccountRow>(query);
    found.rows().forEach(row -> page.add(place(row, accounts.order().by()), row));
    page.countElsewhere(found.total() - found.rows().size());
    var json = page.json(row -> judged ? judgedNow(row) : rows.of(row));
    json.set("tiles", Counts.of(Tile.class, found.tiles()).json());
    json.set("stages", Counts.of(Stage.class, found.stages()).json());
    return json;
  }

  /** The row with its drift computed at the moment of asking. */
  private ObjectNode judgedNow(AccountRow row) {
    var now = clock.instant();
    var look = queries.look(row.owner().accountId(), now);
    return look.map(l -> rows.of(row, l.judgement(), now)).orElseGet(() -> rows.of(row));
  }

  private static Place place(AccountRow row, By by) {
    var key = by.key(row);
    var isKnown = by != By.ACCOUNT_ID && key != By.NONE;
    return new Place(isKnown ? Place.key(key) : "", row.owner().accountId());
  }

  private void advisories(Context ctx) {
    var query = ListQuery.of(ctx, List.of("accountId"));
    var code = Parameters.symbol(ctx, "code", AdvisoryCode.class);
    var severity = Parameters.symbol(ctx, "severity", Severity.class);
    var owners = OwnerFilter.of(ctx);
    gathering.answer(
        ctx,
        Topics.BOOK_STORE,
        query,
        () -> {
          var page = new Page<AdvisoryJson>(query);
          var codes = new Counts<>(AdvisoryCode.class);
          queries
              .accountRows()
              .filter(row -> !row.advisories().isEmpty() && owners.admits(row.owner()))
              .forEach(
                  row ->
                      row.advisories().stream()
                          .map(advisory -> new AdvisoryJson(row.owner(), advisory))
                          .filter(a -> a.holds(owners.text()))
                          .filter(a -> severity == null || a.advisory().severity() == severity)
                          .forEach(
                              a -> {
                                codes.count(a.advisory().code());
                                if (code == null || a.advisory().code() == code) {
                                  page.add(a.place(), a);
                                }
                              }));
          var json = page.json(AdvisoryJson::json);
          json.set("codes", codes.json());
          return json;
        });
  }

  private void movements(Context ctx) {
    var query = ListQuery.of(ctx, List.of("accountId"));
    var status = Parameters.symbol(ctx, "status", CashRun.State.class);
    var owners = OwnerFilter.of(ctx);
    gathering.answer(
        ctx,
        Topics.BOOK_STORE,
        query,
        () -> {
          var page = new Page<ObjectNode>(query);
          var statuses = new Counts<>(CashRun.State.class);
          queries
              .accountRows()
              .filter(row -> row.movements() && owners.admits(row.owner()))
              .filter(row -> Parameters.has(owners.text(), row.owner().accountId()))
              .flatMap(row -> queries.account(row.owner().accountId()).stream())
              .forEach(
                  book ->
                      book.movements()
                          .runs()
                          .forEach(
                              run -> {
                                statuses.count(run.state());
                                if (status == null || run.state() == status) {
                                  page.add(
                                      new Place(book.accountId(), run.runId()),
                                      books.movement(book, run));
                                }
                              }));
          var json = page.json(row -> row);
          json.set("statuses", statuses.json());
          return json;
        });
  }

  /** Which accounts are wanted, and one more of them than a page has: whether there is a next. */
  private static AccountQuery asked(Context ctx, ListQuery query, boolean queued) {
    var owners = OwnerFilter.of(ctx);
    var text = owners.text();
    return new AccountQuery(
        queued,
        Parameters.symbol(ctx, "tile", Tile.class),
        Parameters.symbol(ctx, "stage", Stage.class),
        Parameters.symbol(ctx, "cause", Cause.class),
        Parameters.symbol(ctx, "status", MonitoringStatus.class),
        ctx.queryParam("target"),
        owners.advisor(),
        owners.custodian(),
        Parameters.decimal(ctx, "minDrift"),
        text == null ? null : row -> holds(text, row),
        new Order(
            BY.getOrDefault(query.by(), By.ACCOUNT_ID),
            query.isDescending(),
            query.limit() + 1,
            after(query)));
  }

  private static @Nullable After after(ListQuery query) {
    var place = query.after();
    if (place == null) {
      return null;
    }
    var isKnown = BY.containsKey(query.by()) && !place.key().isEmpty();
    var unknown = BY.containsKey(query.by()) ? By.NONE : 0;
    return new After(isKnown ? place.number() : unknown, place.id());
  }

  private static boolean holds(String text, AccountRow row) {
    var seen = row.seen();
    return Parameters.has(text, row.owner().accountId())
        || Parameters.has(text, row.owner().advisorId())
        || Parameters.has(text, row.targetId())
        || (seen != null && holds(text, seen.breached()));
  }

  /** A loop, since a search asks this of every account. */
  private static boolean holds(String text, List<Line> breached) {
    for (var line : breached) {
      if (Parameters.has(text, line.name())) {
        return true;
      }
    }
    return false;
  }
}
