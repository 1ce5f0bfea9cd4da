package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request R-1 of firm F-1 on Friday 2026-11-20, ten in the morning in New York. */
final class Samples {
  static final Instant TEN = Instant.parse("2026-11-20T15:00:00Z");
  static final Instant CUT_OFF = Instant.parse("2026-11-20T21:00:00Z");
  static final Affiliation OWNER = new Affiliation("F-1", "ADV-1", "SCHWAB");

  private Samples() {}

  static RequestCommand.Header header(String commandId, Instant at) {
    return new RequestCommand.Header(commandId, "R-1", "advisor-7", "F-1", at);
  }

  static RequestCommand.Submit submit(String... accounts) {
    return new RequestCommand.Submit(header("c-submit", TEN), List.of(accounts), null, null);
  }

  static Order order(String requestId, String accountId, String security) {
    var line = "SECURITY:" + security;
    return new Order(
        OrderIds.orderId(requestId, accountId, line),
        line,
        "MANAGED",
        security,
        TradeSide.BUY,
        Quantity.of("10"),
        Price.of("12.5"),
        Money.of("125"));
  }

  static Acr acr(String requestId, String accountId) {
    var change =
        new SleeveChange(
            "TECH",
            "TECH",
            SleeveChange.Type.CHANGE,
            Money.of("125"),
            Leverage.NONE,
            Leverage.of("1.5"),
            true);
    return new Acr(
        OrderIds.acrId(requestId, accountId, "TECH"),
        requestId,
        accountId,
        change,
        Acr.Source.REBALANCE);
  }

  static Proposal proposal(String requestId, String accountId, List<Order> orders, Instant at) {
    var transfers = List.of(new Transfer("MANAGED", "TECH", Money.of("125")));
    var acrs = List.of(acr(requestId, accountId));
    var basis = new Proposal.Basis("p", "t", "m", "", 7, new TreeMap<>(), new TreeMap<>());
    var logic = TradeLogic.BEST_FIT;
    var hash = ContentHash.of(requestId, accountId, logic, orders, transfers, acrs, basis);
    return new Proposal(requestId, accountId, logic, orders, transfers, acrs, basis, hash, at);
  }

  static Proposal proposal(String accountId, Instant at) {
    return proposal("R-1", accountId, List.of(order("R-1", accountId, "XOM")), at);
  }

  static AccountOutcome proposed(String accountId, Instant at) {
    return new AccountOutcome.Proposed(proposal(accountId, at), "F-1", "ADV-1");
  }

  static AccountOutcome noTrades(String accountId, Instant at) {
    return new AccountOutcome.NoTrades("R-1", accountId, "F-1", "ADV-1", at);
  }

  static AccountOutcome failed(String accountId, IssueCode code, Instant at) {
    return new AccountOutcome.Failed("R-1", accountId, code, "because of " + code, at);
  }

  static Batch batch(Proposal proposal) {
    return new Batch(
            OrderIds.batchId(proposal.requestId(), proposal.accountId()),
            proposal.requestId(),
            proposal.accountId(),
            "F-1",
            "ADV-1",
            "SCHWAB",
            "ref-" + proposal.accountId(),
            proposal.contentHash(),
            "advisor-7",
            TEN,
            CUT_OFF,
            proposal.orders(),
            proposal.transfers())
        .hashed();
  }

  static AccountOutcome handedOver(String accountId, Instant at) {
    return new AccountOutcome.HandedOver(batch(proposal(accountId, TEN)), at);
  }

  static AccountOutcome progress(String accountId, String filled, Instant at) {
    var order = order("R-1", accountId, "XOM");
    var whole = filled.equals("10");
    var state = whole ? OrderFill.State.FILLED : OrderFill.State.PARTIALLY_FILLED;
    var fill =
        new OrderFill(
            order.orderId(), order.quantity(), Quantity.of(filled), Price.of("12.5"), state, null);
    return new AccountOutcome.Progress(
        "R-1", accountId, OrderIds.batchId("R-1", accountId), List.of(fill), whole, List.of(), at);
  }

  static AccountOutcome.Opened opened(String requestId, String accountId, Instant at) {
    return new AccountOutcome.Opened(
        requestId,
        accountId,
        "F-1",
        "ADV-1",
        "advisor-7",
        null,
        new BuildScope.LiquidateSleeve("TECH"),
        Acr.Source.MANUAL,
        at);
  }

  static Controls halting(Halt.@Nullable Scope scope, String scopeId) {
    return (asked, id) ->
        asked == scope && id.equals(scopeId) ? new Halt(asked, id, "a drill", "ops-1", TEN) : null;
  }
}
