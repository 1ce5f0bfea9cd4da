package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.PlannedOrder;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradePlan;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.Gain;
import io.evenkeel.core.tax.LotPicking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes a plan a proposal: gives everything in it an id, and the whole a content hash. */
final class Proposing {
  private Proposing() {}

  static Decision proposed(
      AccountBook book,
      Proposal proposal,
      Building.Why why,
      AccountTask.Build task,
      Moment moment) {
    var replaced = book.batches().replacedBy(proposal.requestId());
    var owner = requireNonNull(book.owner());
    var group = requireNonNull(book.account()).group();
    var outputs = new ArrayList<Output>(AcrChanges.proposed(proposal.acrs(), moment.now()));
    outputs.add(
        Building.told(book, task, new TradeProposal.Result.Proposed(proposal), why, moment));
    outputs.add(
        new Output.Outcome(
            new AccountOutcome.Proposed(proposal, owner.firmId(), owner.advisorId(), group)));
    return new Decision(
        book.withPending(
            new PendingProposal(
                proposal,
                task.source(),
                task.scope(),
                replaced == null ? null : replaced.batchId(),
                task.groupSales())),
        outputs);
  }

  /** The same plan of the same input gives the same proposal. */
  static Proposal proposal(
      String requestId, Acr.Source source, BuildInput input, TradePlan plan, Instant builtAt) {
    var account = input.account().accountId();
    var logic = input.logic();
    var transfers = plan.transfers();
    var orders = plan.orders().stream().map(o -> order(requestId, input, o)).toList();
    var acrs =
        plan.sleeveChanges().stream()
            .map(change -> latching(change, orders.isEmpty()))
            .map(change -> acr(requestId, account, source, change))
            .toList();
    var basis = basis(input);
    var hash = ContentHash.of(requestId, account, logic, orders, transfers, acrs, basis);
    return new Proposal(requestId, account, logic, orders, transfers, acrs, basis, hash, builtAt);
  }

  private static Order order(String requestId, BuildInput input, PlannedOrder planned) {
    var sells = planned.side() == TradeSide.SELL;
    var lots = sells ? lots(input, planned) : List.<Lot>of();
    return new Order(
        OrderIds.orderId(requestId, input.account().accountId(), planned.line()),
        planned.line(),
        planned.sleeveId(),
        planned.securityId(),
        planned.side(),
        planned.quantity(),
        planned.price(),
        planned.cash(),
        lots,
        sells ? Gain.of(planned.quantity(), planned.price(), lots, input.tax()) : null,
        isHeld(input, planned));
  }

  /** Above its share of the average daily volume; not where nobody knows that. */
  private static boolean isHeld(BuildInput input, PlannedOrder planned) {
    var share = input.settings().maxVolumeShare();
    var security = share == null ? null : input.boards().security(planned.securityId());
    var volume = security == null ? null : security.averageDailyVolume();
    return volume != null
        && share != null
        && planned.quantity().exact().isGreaterThan(share.times(volume.exact()));
  }

  /** What a sale takes. */
  static List<Lot> lots(BuildInput input, PlannedOrder planned) {
    return input.positions().sleeves().stream()
        .filter(sleeve -> sleeve.sleeveId().equals(planned.sleeveId()))
        .flatMap(sleeve -> sleeve.holdings().stream())
        .filter(holding -> holding.securityId().equals(planned.securityId()))
        .findFirst()
        .map(holding -> holding.lots())
        .map(held -> LotPicking.pick(held, planned.quantity(), planned.price(), input.tax()))
        .orElse(List.of());
  }

  private static Acr acr(
      String requestId, String accountId, Acr.Source source, SleeveChange change) {
    var id = OrderIds.acrId(requestId, accountId, change.modelId());
    return new Acr(id, requestId, accountId, change, source);
  }

  /** A proposal of transfers alone latches no leverage, except where a sleeve is opened. */
  private static SleeveChange latching(SleeveChange change, boolean transfersAlone) {
    var latches = change.latches() && !(transfersAlone && change.type() != SleeveChange.Type.OPEN);
    return new SleeveChange(
        change.modelId(),
        change.sleeveId(),
        change.type(),
        change.amount(),
        change.before(),
        change.applied(),
        latches);
  }

  private static Proposal.Basis basis(BuildInput input) {
    var followed = HeldAgainst.followed(input);
    var modelVersions = new TreeMap<String, Long>();
    followed.forEach((id, model) -> modelVersions.put(id, model.version()));
    return new Proposal.Basis(
        Contents.of(input.positions()),
        new Fingerprint().add(input.target().content()).digest(),
        Contents.of(followed),
        Limiting.print(input.limits()),
        input.positions().version(),
        new TreeMap<>(input.target().versions()),
        modelVersions);
  }
}
