package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One account as a test tells it: inputs go in one after the other, outputs are kept. */
final class Story {
  /** A Wednesday with business, 11:00 in New York. */
  static final Instant MORNING = Instant.parse("2026-11-18T16:00:00Z");

  static final Instant END_OF_DAY = Instant.parse("2026-11-18T21:00:00Z");

  final KnownBoards boards = new KnownBoards();
  final List<Output> outputs = new ArrayList<>();
  AccountSettings settings = AccountSettings.DEFAULTS;
  AccountBook book = AccountBook.unknown("A-1");
  Instant now = MORNING;
  private int commands;
  private long version;
  private int executions;

  /** A MARGIN account of firm F-1 with four priced securities. */
  static Story begun() {
    var story = new Story();
    List.of("AAA", "BBB", "CCC", "DDD").forEach(id -> story.boards.price(id, "100"));
    return story;
  }

  /** An account that is known, opened as established and judged once, with nothing to say. */
  static Story established(String targetId, List<Sleeve> sleeves) {
    return begun().opened(targetId, sleeves);
  }

  Story opened(String targetId, List<Sleeve> sleeves) {
    account(ACCOUNT);
    positions(sleeves);
    command(new Ask.OpeningState(targetId, true, true, new TreeMap<>()));
    return judged();
  }

  static final Account ACCOUNT =
      new Account(
          "A-1",
          "F-1",
          "advisor-7",
          "SCHWAB",
          "ref-1",
          "TAXABLE",
          AccountType.MARGIN,
          true,
          null,
          null,
          "USD",
          AccountStatus.ACTIVE);

  static Account being(AccountStatus status) {
    return changed(ACCOUNT.firmId(), ACCOUNT.type(), true, null, "USD", status);
  }

  static Account changed(
      String firmId,
      AccountType type,
      boolean marginEnabled,
      @Nullable String maintenanceMargin,
      String currency,
      AccountStatus status) {
    return new Account(
        "A-1",
        firmId,
        "advisor-7",
        "SCHWAB",
        "ref-1",
        "TAXABLE",
        type,
        marginEnabled,
        maintenanceMargin == null ? null : GivenWeight.of(maintenanceMargin),
        null,
        currency,
        status);
  }

  // What goes in.

  Decision does(BiFunction<AccountBook, Moment, Decision> step) {
    var decision = step.apply(book, moment());
    book = decision.book();
    outputs.addAll(decision.outputs());
    return decision;
  }

  Moment moment() {
    return new Moment(boards, settings, now);
  }

  Story later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  Story account(@Nullable Account account) {
    does((b, m) -> Inputs.account(b, account, m));
    return this;
  }

  Story positions(List<Sleeve> sleeves) {
    return positions(++version, null, sleeves);
  }

  /** Positions that have booked everything up to now. */
  Story positionsThroughNow(List<Sleeve> sleeves) {
    return positions(++version, now, sleeves);
  }

  Story positions(long version, @Nullable Instant through, List<Sleeve> sleeves) {
    var positions = new Positions("A-1", version, now, Positions.Feed.INTRADAY, through, sleeves);
    does((b, m) -> Inputs.positions(b, positions, m));
    return this;
  }

  Story restricted(Restriction... restrictions) {
    var all = Restrictions.of(List.of(restrictions));
    does((b, m) -> Inputs.restrictions(b, all));
    return this;
  }

  /** What the custodian says now, of everything up to now: {@code custodian("1000", "AAA 90")}. */
  Story custodian(String cash, String... holdings) {
    return custodian(now, null, cash, holdings);
  }

  Story custodian(
      Instant asOf, @Nullable Instant executionsThrough, String cash, String... holdings) {
    var totals = Totals.of(Money.of(cash), quantities(holdings));
    var said = new CustodianPositions("A-1", asOf, executionsThrough, totals);
    does((b, m) -> Inputs.custodian(b, said, m));
    return this;
  }

  private static TreeMap<String, Quantity> quantities(String... holdings) {
    var quantities = new TreeMap<String, Quantity>();
    for (var holding : holdings) {
      var parts = holding.split(" ");
      quantities.put(parts[0], Quantity.of(parts[1]));
    }
    return quantities;
  }

  Story withoutCustodian() {
    does((b, m) -> Inputs.custodian(b, null, m));
    return this;
  }

  Story withoutPositions() {
    does((b, m) -> Inputs.positions(b, null, m));
    return this;
  }

  Decision command(Ask ask) {
    return command("told-" + ++commands, ask);
  }

  Decision command(String commandId, Ask ask) {
    return command(new AccountCommand(commandId, "advisor-7", "F-1", now, ask));
  }

  Decision command(AccountCommand command) {
    return does((b, m) -> Inputs.command(b, command, m));
  }

  Story assign(String targetId) {
    command(new Ask.AssignTarget(targetId, null, false));
    return this;
  }

  Story rebalancing(boolean on) {
    command(new Ask.SetRebalancing(on));
    return this;
  }

  Story judged() {
    does(Monitoring::judge);
    return this;
  }

  Decision build(String requestId) {
    return build(requestId, new BuildScope.WholeAccount());
  }

  Decision build(String requestId, BuildScope scope) {
    return build(requestId, scope, null);
  }

  Decision build(String requestId, BuildScope scope, @Nullable TradeLogic logic) {
    var source =
        scope instanceof BuildScope.WholeAccount ? Acr.Source.REBALANCE : Acr.Source.MANUAL;
    var task = new AccountTask.Build(requestId, "A-1", "F-1", logic, scope, source, now);
    return does((b, m) -> Building.build(b, task, m));
  }

  Decision approve(String requestId) {
    return approve(requestId, null);
  }

  Decision approve(String requestId, @Nullable String hash) {
    var task = new AccountTask.Approve(requestId, "A-1", hash, "advisor-7", now, END_OF_DAY);
    return does((b, m) -> Approving.approve(b, task, m));
  }

  Decision discard(String requestId, AccountTask.Discard.Reason reason) {
    var task = new AccountTask.Discard(requestId, "A-1", reason, now);
    return does((b, m) -> Approving.discard(b, task, m));
  }

  Decision releaseRefused(String requestId, String batchId) {
    var task = new AccountTask.ReleaseRefused(requestId, "A-1", batchId, "firm F-1 is halted", now);
    return does((b, m) -> Approving.releaseRefused(b, task, m));
  }

  Decision executed(Execution execution) {
    return does((b, m) -> Executing.apply(b, execution, m));
  }

  /** Fills every order of the open batch at the price that it was sized at. */
  Story filled() {
    var orders = openBatch().orders();
    orders.forEach(o -> executed(fill(o.orderId(), o.quantity().toString())));
    return this;
  }

  Execution fill(String orderId, String quantity) {
    return execution("E-" + ++executions, Execution.Type.FILL, orderId, quantity);
  }

  Execution said(Execution.Type type, @Nullable String orderId) {
    return execution("E-" + ++executions, type, orderId, null);
  }

  Execution execution(
      String id, Execution.Type type, @Nullable String orderId, @Nullable String quantity) {
    return execution(id, type, orderId, quantity, "SCHWAB", null);
  }

  Execution execution(
      String id,
      Execution.Type type,
      @Nullable String orderId,
      @Nullable String quantity,
      String custodianId,
      @Nullable String ref) {
    var open = book.batches().open();
    return new Execution(
        id,
        type,
        ref,
        orderId,
        null,
        "A-1",
        open == null ? "B-none" : open.batchId(),
        custodianId,
        quantity == null ? null : Quantity.of(quantity),
        quantity == null ? null : Price.of("100"),
        null,
        null,
        null,
        null,
        null,
        now);
  }

  Story ticked() {
    does(Deadlines::tick);
    return this;
  }

  // What came out.

  Story forgotten() {
    outputs.clear();
    return this;
  }

  <T extends Output> List<T> said(Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<DriftEvent> events() {
    return said(Output.Drift.class).stream().map(Output.Drift::event).toList();
  }

  List<DriftEventKind> kinds() {
    return events().stream().map(DriftEvent::kind).toList();
  }

  DriftEvent lastEvent() {
    var events = events();
    return events.get(events.size() - 1);
  }

  /** {@code "+MARGIN_CALL"} raised, {@code "-MARGIN_CALL"} cleared. */
  List<String> advisories() {
    return said(Output.AdvisoryChanged.class).stream()
        .map(a -> (a.raised() ? "+" : "-") + a.advisory().code())
        .toList();
  }

  List<Acr.State> acrStates() {
    return said(Output.AcrChanged.class).stream().map(Output.AcrChanged::state).toList();
  }

  List<AccountOutcome> outcomes() {
    return said(Output.Outcome.class).stream().map(Output.Outcome::outcome).toList();
  }

  AccountOutcome lastOutcome() {
    var outcomes = outcomes();
    return outcomes.get(outcomes.size() - 1);
  }

  /** Runs as they were told: {@code "M-1 SCHEDULED"}. */
  List<String> movements() {
    return said(Output.CashMoved.class).stream()
        .map(moved -> moved.run().runId() + " " + moved.run().state())
        .toList();
  }

  CashRun lastRun() {
    var moved = said(Output.CashMoved.class);
    return moved.get(moved.size() - 1).run();
  }

  /** Builds for the request that was opened last, as the request task would ask for it. */
  Decision buildOpened() {
    var opened =
        outcomes().stream()
            .filter(AccountOutcome.Opened.class::isInstance)
            .map(AccountOutcome.Opened.class::cast)
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no request was opened"));
    return buildAs(opened.requestId(), opened);
  }

  Decision buildAs(String requestId, AccountOutcome.Opened opened) {
    var task =
        new AccountTask.Build(
            requestId, "A-1", "F-1", opened.logic(), opened.scope(), opened.source(), now);
    return does((b, m) -> Building.build(b, task, m));
  }

  @Nullable IssueCode lastIssue() {
    return lastOutcome() instanceof AccountOutcome.Failed failed ? failed.code() : null;
  }

  List<RejectionCode> rejections() {
    return said(Output.Rejected.class).stream().map(Output.Rejected::code).toList();
  }

  AccountStatusReport status() {
    var report = book.reported();
    if (report == null) {
      throw new AssertionError("no status was ever written");
    }
    return report;
  }

  @Nullable Stage stage() {
    return judged().status().stage();
  }

  Proposal pending() {
    var pending = book.pending();
    if (pending == null) {
      throw new AssertionError("nothing is pending; last said: " + lastOutcome());
    }
    return pending.proposal();
  }

  Batch openBatch() {
    var open = book.batches().open();
    if (open == null) {
      throw new AssertionError("no batch is open; last said: " + lastOutcome());
    }
    return open.batch();
  }

  String orderOf(String securityId) {
    return openBatch().orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .findFirst()
        .orElseThrow()
        .orderId();
  }

  // Words for what goes in.

  static Component security(String id, String weight) {
    return Component.of(Component.Kind.SECURITY, id, weight);
  }

  static Component cash(String weight) {
    return Component.of(Component.Kind.CASH, "", weight);
  }

  static Component model(String id, String weight) {
    return model(id, weight, "1");
  }

  static Component model(String id, String weight, String leverage) {
    return new Component(
        Component.Kind.MODEL,
        id,
        GivenWeight.of(weight),
        Tolerance.DEFAULT_THRESHOLD,
        Tolerance.DEFAULT_PRECISION,
        Leverage.of(leverage),
        true,
        true);
  }

  /** The MANAGED sleeve: {@code managed("1000", "AAA 90")}. */
  static Sleeve managed(String cash, String... holdings) {
    return sleeve("MANAGED", Sleeve.Kind.MANAGED, null, cash, holdings);
  }

  /** A model's sleeve, whose id is the model's. */
  static Sleeve following(String modelId, String cash, String... holdings) {
    return sleeve(modelId, Sleeve.Kind.MODEL, modelId, cash, holdings);
  }

  static Sleeve sleeve(
      String id, Sleeve.Kind kind, @Nullable String modelId, String cash, String... holdings) {
    var held = Arrays.stream(holdings).map(Story::holding).toList();
    return new Sleeve(id, kind, modelId, Money.of(cash), Money.ZERO, Money.ZERO, held);
  }

  private static Holding holding(String text) {
    var parts = text.split(" ");
    return new Holding(parts[0], Quantity.of(parts[1]), List.of());
  }
}
