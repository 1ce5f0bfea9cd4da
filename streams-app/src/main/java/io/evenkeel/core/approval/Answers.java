package io.evenkeel.core.approval;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the accounts of a request answer. */
final class Answers {
  private final RequestSettings settings;

  Answers(RequestSettings settings) {
    this.settings = settings;
  }

  /** An answer that no request waits for; a proposal would wait for ever, so it is discarded. */
  static void discardStray(Draft draft, AccountOutcome outcome) {
    if (outcome instanceof AccountOutcome.Proposed) {
      draft.ask(
          new AccountTask.Discard(
              outcome.requestId(), outcome.accountId(), Reason.NOT_ANSWERED, outcome.at()));
    }
  }

  void take(
      Draft draft, RequestAccountState row, @Nullable Affiliation owner, AccountOutcome outcome) {
    if (row.status() == Status.BUILDING) {
      built(draft, row, owner, outcome);
    } else if (outcome instanceof AccountOutcome.Proposed) {
      discardLate(draft, row, outcome.at());
    } else if (outcome instanceof AccountOutcome.Failed failed) {
      failed(draft, row, failed);
    } else if (outcome instanceof AccountOutcome.HandedOver handedOver) {
      handedOver(draft, row, handedOver);
    } else if (outcome instanceof AccountOutcome.Progress progress) {
      progressed(draft, row, progress);
    }
    GroupWash.buildAgain(draft, settings, outcome.at());
    draft.settle(outcome.at());
  }

  private void built(
      Draft draft, RequestAccountState row, @Nullable Affiliation owner, AccountOutcome outcome) {
    if (outcome.at().isAfter(draft.request().answerBy())) {
      discardStray(draft, outcome);
      draft.change(row, notAnswered(row, settings, outcome.at()));
    } else if (owner != null && Approvals.crossesFirms(owner.firmId(), draft.request().firmId())) {
      crossesFirms(draft, row, outcome);
    } else {
      var next = answered(row.ownedBy(owner), outcome);
      if (next != null) {
        adopt(draft, owner);
        draft.change(row, next);
        note(draft, next);
      }
    }
  }

  private static void note(Draft draft, RequestAccountState row) {
    if (row.group() != null && row.orders().stream().anyMatch(Order::isLossSale)) {
      draft.put(draft.request().sellingAtLoss());
    }
  }

  private void adopt(Draft draft, @Nullable Affiliation owner) {
    if (owner != null) {
      draft.put(draft.request().with(owner, settings.calendars()));
    }
  }

  /** Another firm's account: nothing about it is told, its owner neither. */
  private static void crossesFirms(Draft draft, RequestAccountState row, AccountOutcome outcome) {
    if (outcome instanceof AccountOutcome.Proposed) {
      draft.discard(row, Reason.REMOVED, outcome.at());
    }
    var sentence = "account " + row.accountId() + " belongs to another firm; leave it out";
    draft.change(row, row.failed(IssueCode.FOREIGN_FIRM, sentence, outcome.at()));
  }

  private static @Nullable RequestAccountState answered(
      RequestAccountState row, AccountOutcome outcome) {
    if (outcome instanceof AccountOutcome.Proposed proposed) {
      return row.proposed(proposed.proposal(), proposed.group());
    }
    if (outcome instanceof AccountOutcome.NoTrades) {
      return row.to(Status.NO_TRADES, outcome.at());
    }
    return outcome instanceof AccountOutcome.Failed failed
        ? row.failed(failed.code(), failed.sentence(), failed.at())
        : null;
  }

  static RequestAccountState notAnswered(
      RequestAccountState row, RequestSettings settings, Instant at) {
    var sentence =
        "account %s did not answer within %d s; submit it again"
            .formatted(row.accountId(), settings.answerWithin().toSeconds());
    return row.failed(IssueCode.NOT_ANSWERED, sentence, at);
  }

  private static void discardLate(Draft draft, RequestAccountState row, Instant at) {
    switch (row.status()) {
      case FAILED -> draft.discard(row, Reason.NOT_ANSWERED, at);
      case REMOVED -> draft.discard(row, Reason.REMOVED, at);
      case EXPIRED -> draft.discard(row, Reason.EXPIRED, at);
      case CANCELED -> draft.discard(row, Reason.CANCELED, at);
      default -> {
        // The same proposal again.
      }
    }
  }

  private static void failed(Draft draft, RequestAccountState row, AccountOutcome.Failed failed) {
    var expected =
        switch (row.status()) {
          case PROPOSED, APPROVED -> true;
          case HANDED_OVER -> failed.code() == IssueCode.RELEASE_REFUSED && isUntouched(row);
          default -> false;
        };
    if (expected) {
      draft.change(row, row.failed(failed.code(), failed.sentence(), failed.at()));
    }
  }

  private static boolean isUntouched(RequestAccountState row) {
    return row.fills().stream().allMatch(fill -> fill.filled().signum() == 0);
  }

  private static void handedOver(
      Draft draft, RequestAccountState row, AccountOutcome.HandedOver handedOver) {
    if (row.status() == Status.APPROVED) {
      draft.change(row, row.handedOver(handedOver.batch(), handedOver.at()));
    }
  }

  private static void progressed(
      Draft draft, RequestAccountState row, AccountOutcome.Progress progress) {
    var ofThis = row.status() == Status.APPROVED || progress.batchId().equals(row.batchId());
    var news =
        !progress.fills().equals(row.fills()) || !progress.anomalies().equals(row.anomalies());
    if (ofThis && news) {
      draft.change(row, row.progressed(progress));
    }
  }
}
