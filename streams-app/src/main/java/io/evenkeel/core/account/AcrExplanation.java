package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an ACR of one model sleeve would build trades now, and if not, why, and what to do. It is
 * found out by building one: the smallest allocation, which is what an advisor would send to have a
 * changed leverage take effect. Nothing is remembered of it.
 *
 * @param builds whether it would make at least one order in the sleeve
 * @param configured leverage that the target states; {@code null} where it does not name the model
 * @param effective leverage that the sleeve is judged at
 * @param issue why nothing could be built; {@code null} where something could
 * @param orders in the sleeve; empty where it would make none
 */
public record AcrExplanation(
    String accountId,
    String modelId,
    boolean builds,
    @Nullable Leverage configured,
    Leverage effective,
    @Nullable IssueCode issue,
    String sentence,
    String whatToDo,
    List<Order> orders) {
  private static final Money SMALLEST = Money.of("1.00");

  public AcrExplanation {
    orders = List.copyOf(orders);
  }

  /** Looks at an account as it is now. */
  public static AcrExplanation of(AccountBook book, String modelId, Moment moment) {
    var settled = Settling.settled(book, moment);
    return new Asked(settled, modelId, line(settled, modelId, moment), moment).answer();
  }

  private static @Nullable TargetLine line(AccountBook book, String ref, Moment moment) {
    var target = HeldAgainst.of(book, moment).target();
    return target == null
        ? null
        : target.target().lines().stream()
            .filter(line -> line.ref().equals(ref))
            .findFirst()
            .orElse(null);
  }

  /** One question. */
  private record Asked(AccountBook book, String modelId, @Nullable TargetLine line, Moment moment) {

    AcrExplanation answer() {
      if (line != null && line.kind() != Component.Kind.MODEL) {
        return said(
            IssueCode.MODEL_NOT_IN_TARGET,
            "%s is a %s of the target, not a model: leverage belongs to a model sleeve, and no other line can be levered."
                .formatted(modelId, line.kind()),
            "Put it into a model, and that model into the target with the leverage.");
      }
      var outcome = outcome();
      if (outcome instanceof AccountOutcome.Failed failed) {
        return said(failed.code(), failed.sentence(), whatToDo(failed.code()));
      }
      return outcome instanceof AccountOutcome.Proposed proposed
          ? proposed(inSleeve(proposed))
          : withoutOrders();
    }

    /** What the smallest allocation would be answered. */
    private @Nullable AccountOutcome outcome() {
      var task =
          new AccountTask.Build(
              "",
              book.accountId(),
              null,
              null,
              new BuildScope.AllocateSleeve(modelId, SMALLEST),
              Acr.Source.MANUAL,
              moment.now());
      return Building.build(book, task, moment).outputs().stream()
          .filter(Output.Outcome.class::isInstance)
          .map(said -> ((Output.Outcome) said).outcome())
          .findFirst()
          .orElse(null);
    }

    private List<Order> inSleeve(AccountOutcome.Proposed proposed) {
      var sleeves =
          proposed.proposal().acrs().stream().map(acr -> acr.change().sleeveId()).toList();
      return proposed.proposal().orders().stream()
          .filter(order -> sleeves.contains(order.sleeveId()))
          .toList();
    }

    private AcrExplanation proposed(List<Order> orders) {
      if (orders.isEmpty()) {
        return withoutOrders();
      }
      var latches =
          isPending()
              ? "; approving it makes leverage %s effective, now %s"
                  .formatted(configured(), effective())
              : "";
      return new AcrExplanation(
          book.accountId(),
          modelId,
          true,
          configured(),
          effective(),
          null,
          "An allocation of %s would make %d orders in sleeve %s%s."
              .formatted(SMALLEST.inWords(), orders.size(), modelId, latches),
          "Allocate it (ALLOCATE_SLEEVE), or rebalance the account, and approve.",
          orders);
    }

    private AcrExplanation withoutOrders() {
      return isPending()
          ? said(
              null,
              "Leverage %s is configured and %s is effective, but the difference comes to no order: each would be less than a lot or the smallest trade."
                  .formatted(configured(), effective()),
              "Allocate more to the sleeve, or lower the target's smallest trade; the leverage is"
                  + " latched by the first order in the sleeve.")
          : said(
              null,
              "Leverage %s is configured and effective, and no line inside the sleeve asks for a trade."
                  .formatted(effective()),
              "Nothing, unless the sleeve is to hold more or less: then change its weight in the"
                  + " target, or its model.");
    }

    private boolean isPending() {
      return !effective().equals(configured());
    }

    private @Nullable Leverage configured() {
      return line == null ? null : line.leverage();
    }

    private Leverage effective() {
      return book.leverageOf(modelId);
    }

    private AcrExplanation said(@Nullable IssueCode issue, String sentence, String whatToDo) {
      return new AcrExplanation(
          book.accountId(),
          modelId,
          false,
          configured(),
          effective(),
          issue,
          sentence,
          whatToDo,
          List.of());
    }
  }

  private static String whatToDo(IssueCode code) {
    return switch (code) {
      case UNKNOWN_ACCOUNT -> "Publish the account to the accounts topic.";
      case ACCOUNT_NOT_ACTIVE -> "Have the account activated.";
      case ORDERS_IN_FLIGHT ->
          "Wait until the batch is back, or CANCEL_BATCH it; if the custodian never answers, RELEASE_BATCH.";
      case ALREADY_PENDING -> "Approve or cancel the request whose proposal waits.";
      case MODEL_NOT_IN_TARGET -> "Add the model to the account's target, with its weight.";
      case MARGIN_NOT_ENABLED ->
          "Have the custodian make it a margin account and enable margin, or configure leverage 1.";
      case REG_T_EXCEEDED -> "Lower the leverage, or bring cash in.";
      case INSUFFICIENT_CASH ->
          "Deposit cash, or rebalance the account: that raises the cash, and builds the sleeve at"
              + " its configured leverage as well.";
      case UNCHECKABLE -> "Mend what keeps the account from being judged.";
      case RECONCILIATION_BREAK ->
          "Correct what the sleeves or the custodian say, or WAIVE_RECONCILIATION.";
      case RESTRICTED -> "Look at the account's restrictions.";
      default -> "Read the reason and submit the account again.";
    };
  }
}
