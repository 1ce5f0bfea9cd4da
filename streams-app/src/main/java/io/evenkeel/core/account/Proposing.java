package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.PlannedOrder;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradePlan;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Makes a plan a proposal: gives everything in it an id, and the whole a content hash. */
final class Proposing {
  private Proposing() {}

  static Decision proposed(
      AccountBook book,
      Sight sight,
      Building.Why why,
      TradeLogic logic,
      TradePlan plan,
      AccountTask.Build task,
      Moment moment) {
    var proposal = proposal(book, sight, logic, plan, task, moment);
    var acknowledges = task.scope() instanceof BuildScope.WholeAccount;
    var account = sight.account();
    var outputs = new ArrayList<Output>(AcrChanges.proposed(proposal.acrs(), moment.now()));
    outputs.add(
        Building.told(book, task, new TradeProposal.Result.Proposed(proposal), why, moment));
    outputs.add(
        new Output.Outcome(
            new AccountOutcome.Proposed(proposal, account.firmId(), account.advisorId())));
    return new Decision(
        book.withPending(new PendingProposal(proposal, task.source(), acknowledges)), outputs);
  }

  private static Proposal proposal(
      AccountBook book,
      Sight sight,
      TradeLogic logic,
      TradePlan plan,
      AccountTask.Build task,
      Moment moment) {
    var request = task.requestId();
    var account = book.accountId();
    var orders = plan.orders().stream().map(o -> order(request, account, o)).toList();
    var acrs = plan.sleeveChanges().stream().map(c -> acr(task, c, orders.isEmpty())).toList();
    var basis = basis(book, sight);
    return new Proposal(
        request,
        account,
        logic,
        orders,
        plan.transfers(),
        acrs,
        basis,
        ContentHash.of(request, account, logic, orders, plan.transfers(), acrs, basis),
        moment.now());
  }

  private static Order order(String requestId, String accountId, PlannedOrder planned) {
    return new Order(
        OrderIds.orderId(requestId, accountId, planned.line()),
        planned.line(),
        planned.sleeveId(),
        planned.securityId(),
        planned.side(),
        planned.quantity(),
        planned.price(),
        planned.cash());
  }

  /** A proposal of transfers alone latches no leverage, except where a sleeve is opened. */
  private static Acr acr(AccountTask.Build task, SleeveChange change, boolean transfersAlone) {
    var latches = change.latches() && !(transfersAlone && change.type() != SleeveChange.Type.OPEN);
    var asked =
        new SleeveChange(
            change.modelId(),
            change.sleeveId(),
            change.type(),
            change.amount(),
            change.before(),
            change.applied(),
            latches);
    var id = OrderIds.acrId(task.requestId(), task.accountId(), change.modelId());
    return new Acr(id, task.requestId(), task.accountId(), asked, task.source());
  }

  private static Proposal.Basis basis(AccountBook book, Sight sight) {
    var positions = requireNonNull(book.positions());
    var against = sight.against();
    var modelVersions = new TreeMap<String, Long>();
    against.models().forEach((id, model) -> modelVersions.put(id, model.version()));
    return new Proposal.Basis(
        Contents.of(positions),
        against.print(),
        Contents.of(against.models()),
        positions.version(),
        new TreeMap<>(against.target() == null ? Map.of() : against.target().target().versions()),
        modelVersions);
  }
}
