package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.Limits;
import io.evenkeel.core.rebalance.TradeSide;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the world is still the one that a proposal was built on. Contents are compared, not
 * versions: what was changed and changed back is as it was.
 */
final class Staleness {
  private final AccountBook book;
  private final Proposal proposal;
  private final AccountTask.Approve task;
  private final Moment moment;

  private Staleness(AccountBook book, Proposal proposal, AccountTask.Approve task, Moment moment) {
    this.book = book;
    this.proposal = proposal;
    this.task = task;
    this.moment = moment;
  }

  /** Why it is not traded. */
  record Fault(IssueCode code, String sentence) {}

  /** The first reason not to trade it; {@code null} where there is none. */
  static @Nullable Fault of(
      AccountBook book, Proposal proposal, AccountTask.Approve task, Moment moment) {
    var checks = new Staleness(book, proposal, task, moment);
    List<Supplier<@Nullable Fault>> all =
        List.of(
            checks::account,
            checks::reconciliation,
            checks::hash,
            checks::results,
            checks::contents,
            checks::prices,
            checks::actions,
            checks::leverage,
            checks::blocks);
    return all.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private @Nullable Fault account() {
    var account = book.account();
    if (account == null) {
      return new Fault(IssueCode.UNKNOWN_ACCOUNT, "The account is not known any more.");
    }
    return account.status() == AccountStatus.ACTIVE
        ? null
        : new Fault(IssueCode.ACCOUNT_NOT_ACTIVE, "The account is %s.".formatted(account.status()));
  }

  private @Nullable Fault reconciliation() {
    var difference = Breaks.fault(book);
    return difference == null ? null : new Fault(IssueCode.RECONCILIATION_BREAK, difference);
  }

  private @Nullable Fault hash() {
    var named = task.expectedHash();
    return named == null || named.equals(proposal.contentHash())
        ? null
        : stale("the approval names another proposal than the one that is pending");
  }

  /** What came late for a batch before, and positions do not show yet, would be traded twice. */
  private @Nullable Fault results() {
    var uncovered = BatchEnding.uncovered(book);
    return uncovered == null
        ? null
        : stale(
            "a result of batch %s came that positions do not show yet"
                .formatted(uncovered.batchId()));
  }

  private @Nullable Fault contents() {
    var basis = proposal.basis();
    var positions = book.held();
    if (positions == null || !Contents.of(positions).equals(basis.positions())) {
      return stale("its positions or cash changed");
    }
    var against = HeldAgainst.of(book, moment);
    if (!against.print().equals(basis.target())) {
      return stale("its target changed");
    }
    if (!Contents.of(against.models()).equals(basis.models())) {
      return stale("a model that it follows changed");
    }
    var restrictions = Limiting.print(Limiting.of(against.standing()));
    return restrictions.equals(basis.restrictions()) ? null : stale("its restrictions changed");
  }

  private @Nullable Fault prices() {
    return proposal.orders().stream()
        .filter(this::isMoved)
        .findFirst()
        .map(order -> stale("the price of " + order.securityId() + " moved too far, or is gone"))
        .orElse(null);
  }

  private boolean isMoved(Order order) {
    var quote = moment.boards().quote(order.securityId());
    if (quote == null || quote.quarantined()) {
      return true;
    }
    var built = order.price().exact();
    var move = quote.price().exact().minus(built).abs();
    return move.isGreaterThan(moment.settings().maxPriceMove().exact().times(built));
  }

  private @Nullable Fault leverage() {
    var account = Objects.requireNonNull(book.account());
    for (var acr : proposal.acrs()) {
      if (isForbidden(acr, account.mayBorrow())) {
        return new Fault(
            IssueCode.MARGIN_NOT_ENABLED,
            "Sleeve %s would be levered, and the account may not borrow any more."
                .formatted(acr.change().modelId()));
      }
      if (!acr.change().before().equals(book.leverageOf(acr.change().modelId()))) {
        return stale("the leverage of sleeve " + acr.change().modelId() + " changed");
      }
    }
    return null;
  }

  /** Group members sell while a proposal waits. Halts are the last step's to look at. */
  private @Nullable Fault blocks() {
    var account = Objects.requireNonNull(book.account());
    var blocked = new Limits(WashSales.blocking(book, account, moment).toList());
    return proposal.orders().stream()
        .filter(order -> order.side() == TradeSide.BUY && !blocked.mayBuy(order.securityId()))
        .findFirst()
        .map(order -> new Fault(IssueCode.RESTRICTED, sentence(blocked, order)))
        .orElse(null);
  }

  private @Nullable Fault actions() {
    return proposal.orders().stream()
        .filter(order -> tookEffect(order.securityId()))
        .findFirst()
        .map(order -> stale("a corporate action of " + order.securityId() + " took effect"))
        .orElse(null);
  }

  private boolean tookEffect(String securityId) {
    var action = moment.boards().corporateAction(securityId);
    return action != null
        && !moment.now().isBefore(action.effectiveAt())
        && proposal.builtAt().isBefore(action.effectiveAt());
  }

  private static String sentence(Limits blocked, Order order) {
    return blocked.of(order.securityId()).get(0).sentence() + " Submit the account again.";
  }

  private static boolean isForbidden(Acr acr, boolean mayBorrow) {
    return acr.change().latches() && acr.change().applied().isLevered() && !mayBorrow;
  }

  private static Fault stale(String what) {
    return new Fault(
        IssueCode.STALE_PROPOSAL,
        "Since the proposal was built, " + what + "; submit the account again.");
  }
}
