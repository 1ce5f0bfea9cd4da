package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a cash movement. A deposit leaves FUNDING whole and is then spread; a withdrawal is raised
 * whole, as far as FUNDING does not have it already, or fails. What lots bring beyond it stays as
 * cash where it was raised. See docs/decisions/0065-cash-movements.md.
 */
final class FlowDraft {
  private final Ledger ledger;
  private final CashFlow flow;

  private FlowDraft(Ledger ledger, CashFlow flow) {
    this.ledger = ledger;
    this.flow = flow;
  }

  static Draft draft(Ledger ledger, CashFlow flow) {
    if (flow.method() == CashFlow.Method.REBALANCER
        && ledger.input().target().versions().isEmpty()) {
      return Draft.refused(
          IssueCode.NO_TARGET,
          "REBALANCER moves an account toward its target, and the account has none; assign one or"
              + " use PRO_RATA.");
    }
    var draft = new FlowDraft(ledger, flow);
    return flow.isDeposit() ? draft.deposit() : draft.withdrawal();
  }

  private Draft deposit() {
    var there = flow.available(ledger.input().positions());
    if (there.compareTo(flow.amount()) < 0) {
      return Draft.refused(
          IssueCode.INSUFFICIENT_CASH,
          "FUNDING has %s for this deposit, less than its %s; build again once the cash is there."
              .formatted(there.inWords(), flow.amount().inWords()));
    }
    var unknown = unknownSleeve();
    return unknown == null
        ? planned(FlowLevel.deposit(ledger, flow, Dollars.of(flow.amount())), flow.amount())
        : unknown;
  }

  private Draft withdrawal() {
    var asked = flow.amount().minus(flow.available(ledger.input().positions()));
    if (asked.signum() <= 0) {
      return new Draft.Plan(TradePlan.NOTHING);
    }
    var most = FlowLevel.most(ledger);
    if (most.isLessThan(Dollars.of(asked))) {
      return tooMuch(asked, most);
    }
    var unknown = unknownSleeve();
    return unknown == null ? raised(asked) : unknown;
  }

  private static Draft tooMuch(Money asked, Rational most) {
    return most.signum() == 0
        ? Draft.refused(
            IssueCode.NOTHING_TO_SELL,
            "Nothing is there to raise %s from: no cash and nothing to sell."
                .formatted(asked.inWords()))
        : Draft.refused(
            IssueCode.INSUFFICIENT_CASH,
            "The account has %s in cash and holdings, less than the %s to be raised; withdraw less."
                .formatted(Money.rounded(most).inWords(), asked.inWords()));
  }

  /** A part that names no sleeve of the account; {@code null} where all do. */
  private @Nullable Draft unknownSleeve() {
    var known = new HashSet<String>();
    known.add(ledger.managed().sleeveId());
    ledger.modelSleeves().stream()
        .filter(sleeve -> sleeve.sleeve() != null)
        .forEach(sleeve -> known.add(sleeve.sleeveId()));
    for (var part : flow.parts()) {
      if (!known.contains(part.sleeveId())) {
        return Draft.refused(
            IssueCode.SLEEVE_UNKNOWN,
            "The account has no sleeve %s that cash could flow through."
                .formatted(part.sleeveId()));
      }
    }
    return null;
  }

  private Draft raised(Money asked) {
    var build = FlowLevel.withdrawal(ledger, flow, Dollars.of(asked));
    var lack = FlowLevel.least(ledger).minus(build.managed().cash());
    if (lack.signum() <= 0) {
      return planned(build, asked);
    }
    return Draft.refused(
        restricted() ? IssueCode.RESTRICTED : IssueCode.INSUFFICIENT_CASH,
        "Of the %s to be raised, %s cannot be: what %s may sell does not come to it."
            .formatted(asked.inWords(), LotRounding.money(lack).inWords(), flow.method()));
  }

  /** Whether something is held that may not be sold. */
  private boolean restricted() {
    return ledger.input().positions().sleeves().stream()
        .flatMap(sleeve -> sleeve.holdings().stream())
        .anyMatch(holding -> !ledger.input().limits().maySell(holding.securityId()));
  }

  private Draft planned(AccountBuild build, Money moved) {
    var draft = Draft.of(ledger, build);
    return draft instanceof Draft.Plan plan
        ? new Draft.Plan(withTransfer(plan.trades(), transfer(moved)))
        : draft;
  }

  private Transfer transfer(Money moved) {
    var managed = ledger.managed().sleeveId();
    var funding =
        ledger.input().positions().funding().map(Sleeve::sleeveId).orElse(Sleeve.FUNDING_ID);
    return flow.isDeposit()
        ? new Transfer(funding, managed, moved)
        : new Transfer(managed, funding, moved);
  }

  private static TradePlan withTransfer(TradePlan plan, Transfer transfer) {
    List<Transfer> transfers = new ArrayList<>(plan.transfers());
    transfers.add(transfer);
    return PlanAssembly.withTransfers(plan, transfers);
  }
}
