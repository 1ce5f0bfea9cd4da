package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Holding;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.ModelHolding;
import io.evenkeel.schemas.OpeningState;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.SubmitRequest;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.schemas.Tolerance;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small run that leaves something of everything: two custodians, two requests one after the
 * other, a levered sleeve, fills in parts and twice, commands again and refused, garbage, a price
 * that is held, and a target edited at the end.
 */
final class RecordedRun {
  private static final Map<String, String> CUSTODIAN =
      Map.of("A-1", "SCHWAB", "A-2", "FIDELITY", "A-3", "SCHWAB", "A-4", "FIDELITY");

  private final Recorder recorder = new Recorder();
  private final Map<String, BigDecimal> prices = new HashMap<>();
  private final Map<String, Positions> books = new HashMap<>();
  private final Set<String> worked = new HashSet<>();
  private int commands;

  private RecordedRun() {}

  static Recording made() {
    var run = new RecordedRun();
    try (run.recorder) {
      run.open();
      run.first();
      run.second();
      run.end();
      return run.recorder.recording();
    }
  }

  private void open() {
    List.of("XOM", "AAPL", "MSFT")
        .forEach(
            s -> recorder.send(Topics.SECURITIES, s, Security.newBuilder().setSymbol(s).build()));
    price("XOM", "50.00");
    price("AAPL", "100.00");
    price("MSFT", "100.00");
    recorder.send(Topics.MODELS, "TECH", tech()).send(Topics.TARGETS, "GROWTH", growth(1, "0.30"));
    recorder.send(Topics.TARGETS, "LEVERED", levered());
    CUSTODIAN.keySet().stream().sorted().forEach(this::open);
    recorder.sendGarbage(Topics.POSITIONS, "FUZZ-1").sendGarbage(Topics.PRICES, "FUZZ-2");
    recorder.pass(Duration.ofSeconds(1));
  }

  private void open(String accountId) {
    recorder.send(Topics.ACCOUNTS, accountId, account(accountId));
    publish(accountId, accountId.equals("A-4") ? sleeves() : whole(), 1, null);
    recorder.send(
        Topics.ACCOUNT_COMMANDS,
        accountId,
        command(AccountCommandType.OPENING_STATE)
            .setOpeningState(
                OpeningState.newBuilder()
                    .setTargetId(accountId.equals("A-4") ? "LEVERED" : "GROWTH")
                    .setRebalancing(true)
                    .setEstablished(true)
                    .build())
            .build());
  }

  /** XOM rises until everybody is flagged; two accounts and the levered one are rebalanced. */
  private void first() {
    price("XOM", "62.00");
    price("XOM", "76.00");
    submit("R-1", "A-1", "A-2", "A-4");
    var approval = approve("R-1");
    recorder.send(Topics.REBALANCE_COMMANDS, "R-1", approval);
    recorder.send(Topics.REBALANCE_COMMANDS, "R-9", approval("nobody knows it"));
    work();
  }

  /** XOM falls until they are flagged again; one is rebalanced once more. */
  private void second() {
    List.of("62.00", "50.00", "44.00").forEach(p -> price("XOM", p));
    submit("R-2", "A-1");
    approve("R-2");
    work();
  }

  private void end() {
    price("MSFT", "200.00");
    recorder.send(Topics.TARGETS, "GROWTH", growth(2, "0.25"));
    recorder.pass(Duration.ofSeconds(5));
  }

  private void price(String security, String dollars) {
    prices.put(security, new BigDecimal(dollars));
    recorder.pass(Duration.ofSeconds(1));
    recorder.send(
        Topics.PRICES,
        security,
        Price.newBuilder()
            .setPrice(new BigDecimal(dollars))
            .setPriceType(PriceType.LAST)
            .setAsOf(recorder.now())
            .build());
    recorder.pass(Duration.ofMillis(20));
  }

  private void submit(String requestId, String... accounts) {
    recorder.send(
        Topics.REBALANCE_COMMANDS,
        requestId,
        request(RebalanceCommandType.SUBMIT, "C-" + ++commands)
            .setSubmit(SubmitRequest.newBuilder().setAccounts(List.of(accounts)).build())
            .build());
    recorder.pass(Duration.ofSeconds(1));
  }

  private RebalanceCommand approve(String requestId) {
    var approval = approval("C-" + ++commands);
    recorder.send(Topics.REBALANCE_COMMANDS, requestId, approval);
    recorder.pass(Duration.ofSeconds(1));
    return approval;
  }

  private RebalanceCommand approval(String commandId) {
    return request(RebalanceCommandType.APPROVE, commandId)
        .setApprove(ApproveRequest.newBuilder().build())
        .build();
  }

  /** The custodian fills sales in one piece and purchases in two, and says everything twice. */
  private void work() {
    for (var row : new Rows(recorder.recording()).of(Topics.APPROVED_TRADES)) {
      if (worked.add(row.place())) {
        recorder.arrived(row);
        var batch = row.said();
        batch.getOrders().forEach(order -> fill(batch, order));
        book(batch);
      }
    }
    recorder.pass(Duration.ofSeconds(1));
  }

  private void fill(ApprovedTradeBatch batch, Order order) {
    recorder.pass(Duration.ofMillis(100));
    var first = order.getSide() == TradeSide.BUY ? BigDecimal.ONE : BigDecimal.ZERO;
    if (first.signum() > 0) {
      say(batch, order, "/1", ExecType.PARTIAL, first);
    }
    say(batch, order, "/2", ExecType.FILL, order.getQuantity().subtract(first));
  }

  private void say(
      ApprovedTradeBatch batch, Order order, String suffix, ExecType type, BigDecimal quantity) {
    var result =
        ExecutionResult.newBuilder()
            .setExecutionId(order.getOrderId() + suffix)
            .setExecType(type)
            .setOrderId(order.getOrderId())
            .setBatchId(batch.getBatchId())
            .setQuantity(quantity)
            .setPrice(prices.get(order.getSecurityId()))
            .setAt(recorder.now())
            .build();
    recorder.executed(result);
    recorder.sendTo(batch.getCustodianId(), Topics.EXECUTION_RESULTS, batch.getAccountId(), result);
    recorder.sendTo(batch.getCustodianId(), Topics.EXECUTION_RESULTS, batch.getAccountId(), result);
  }

  private void book(ApprovedTradeBatch batch) {
    var before = books.get(batch.getAccountId());
    var sleeves = before.getSleeves().stream().map(s -> booked(s, batch)).toList();
    publish(batch.getAccountId(), sleeves, before.getVersion() + 1, recorder.now());
  }

  private Sleeve booked(Sleeve sleeve, ApprovedTradeBatch batch) {
    var held = new java.util.TreeMap<String, BigDecimal>();
    sleeve.getHoldings().forEach(h -> held.put(h.getSecurityId(), h.getQuantity()));
    var cash = sleeve.getSettledCash();
    for (var order : batch.getOrders()) {
      if (order.getSleeveId().equals(sleeve.getSleeveId())) {
        var bought =
            order.getSide() == TradeSide.BUY ? order.getQuantity() : order.getQuantity().negate();
        held.merge(order.getSecurityId(), bought, BigDecimal::add);
        cash = cash.subtract(bought.multiply(prices.get(order.getSecurityId())));
      }
    }
    for (var transfer : batch.getTransfers()) {
      if (transfer.getToSleeveId().equals(sleeve.getSleeveId())) {
        cash = cash.add(transfer.getAmount());
      }
      if (transfer.getFromSleeveId().equals(sleeve.getSleeveId())) {
        cash = cash.subtract(transfer.getAmount());
      }
    }
    return Sleeve.newBuilder(sleeve)
        .setSettledCash(cash.setScale(4))
        .setHoldings(
            held.entrySet().stream()
                .filter(h -> h.getValue().signum() > 0)
                .map(h -> holding(h.getKey(), h.getValue().toPlainString()))
                .toList())
        .build();
  }

  private void publish(
      String accountId,
      List<Sleeve> sleeves,
      long version,
      @org.jspecify.annotations.Nullable Instant through) {
    var positions =
        Positions.newBuilder()
            .setVersion(version)
            .setAsOf(recorder.now())
            .setFeed(PositionsFeed.INTRADAY)
            .setExecutionsThrough(through)
            .setSleeves(sleeves)
            .build();
    books.put(accountId, positions);
    recorder.send(Topics.POSITIONS, accountId, positions);
  }

  private static List<Sleeve> whole() {
    return List.of(
        sleeve(
            "MANAGED",
            SleeveKind.MANAGED,
            "2000.00",
            holding("XOM", "100"),
            holding("AAPL", "30")));
  }

  private static List<Sleeve> sleeves() {
    return List.of(
        sleeve("MANAGED", SleeveKind.MANAGED, "3000.00", holding("XOM", "100")),
        Sleeve.newBuilder(sleeve("TECH", SleeveKind.MODEL, "100.00", holding("AAPL", "19")))
            .setModelId("TECH")
            .build());
  }

  private static Sleeve sleeve(String id, SleeveKind kind, String cash, Holding... holdings) {
    return Sleeve.newBuilder()
        .setSleeveId(id)
        .setKind(kind)
        .setSettledCash(new BigDecimal(cash).setScale(4))
        .setHoldings(List.of(holdings))
        .build();
  }

  private static Holding holding(String security, String quantity) {
    return Holding.newBuilder()
        .setSecurityId(security)
        .setQuantity(new BigDecimal(quantity))
        .build();
  }

  private static Account account(String accountId) {
    return Account.newBuilder()
        .setFirmId("F-1")
        .setAdvisorId("ADV-1")
        .setCustodianId(CUSTODIAN.get(accountId))
        .setCustodianAccountRef("X-1")
        .setType(AccountType.MARGIN)
        .setMarginEnabled(true)
        .setStatus(AccountState.ACTIVE)
        .build();
  }

  private Target growth(long version, String apple) {
    var cash = new BigDecimal("0.50").subtract(new BigDecimal(apple)).toPlainString();
    return target(
        version,
        component(ComponentKind.SECURITY, "XOM", "0.50").build(),
        component(ComponentKind.SECURITY, "AAPL", apple).build(),
        component(ComponentKind.CASH, "", cash)
            .setThreshold(new Tolerance(null, new BigDecimal("0.10")))
            .build());
  }

  private Target levered() {
    return target(
        1,
        component(ComponentKind.SECURITY, "XOM", "0.50").build(),
        component(ComponentKind.MODEL, "TECH", "0.20").setLeverage(new BigDecimal("1.5")).build(),
        component(ComponentKind.CASH, "", "0.30").build());
  }

  private Target target(long version, Component... components) {
    return Target.newBuilder()
        .setOwnerFirmId("F-1")
        .setVersion(version)
        .setCreatedAt(recorder.now())
        .setScope(TargetScope.ENTERPRISE)
        .setComponents(List.of(components))
        .build();
  }

  private static Component.Builder component(ComponentKind kind, String ref, String weight) {
    return Component.newBuilder().setKind(kind).setRef(ref).setWeight(new BigDecimal(weight));
  }

  private static Model tech() {
    return Model.newBuilder()
        .setOwnerFirmId("F-1")
        .setVersion(1)
        .setManager("manager")
        .setHoldings(List.of(new ModelHolding("AAPL", new BigDecimal("0.95"))))
        .build();
  }

  private AccountCommand.Builder command(AccountCommandType type) {
    return AccountCommand.newBuilder()
        .setCommandId("C-" + ++commands)
        .setType(type)
        .setSentBy("advisor-7")
        .setSentAt(recorder.now())
        .setFirmId("F-1");
  }

  private RebalanceCommand.Builder request(RebalanceCommandType type, String commandId) {
    return RebalanceCommand.newBuilder()
        .setCommandId(commandId)
        .setType(type)
        .setSentBy("advisor-7")
        .setSentAt(recorder.now())
        .setFirmId("F-1");
  }
}
