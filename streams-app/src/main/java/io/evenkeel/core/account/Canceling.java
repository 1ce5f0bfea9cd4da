package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.FillStatus;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Canceling what the custodian has not done of an open batch. The custodian alone says what came of
 * it: the batch stays open, and its account in flight, until every order has ended by the
 * custodian's word, be that CANCELED or a fill that was quicker. See
 * docs/decisions/0073-cancel-and-replace.md.
 */
final class Canceling {
  private Canceling() {}

  /** Why it is not canceled; {@code null} where nothing speaks against it. */
  static @Nullable Refusal fault(AccountBook book, String batchId) {
    var open = book.batches().open();
    if (open == null || !open.batchId().equals(batchId)) {
      return notOpen(book, batchId);
    }
    if (open.isOver()) {
      return new Refusal(
          RejectionCode.BATCH_FINISHED,
          "Batch %s is finished and awaits positions; what was filled stays. Submit the account"
                  .formatted(batchId)
              + " again once it is back.");
    }
    var cancellation = open.cancellation();
    return cancellation == null || goesOn(open) != null ? null : already(batchId, cancellation);
  }

  private static Refusal notOpen(AccountBook book, String batchId) {
    return book.batches().batch(batchId) == null
        ? new Refusal(
            RejectionCode.UNKNOWN_BATCH,
            "Account %s has no open batch %s; its status names the open one."
                .formatted(book.accountId(), batchId))
        : new Refusal(
            RejectionCode.BATCH_FINISHED,
            "Batch %s is finished; what was filled stays. Submit the account again to trade."
                .formatted(batchId));
  }

  private static Refusal already(String batchId, Cancellation earlier) {
    var replacement = earlier.replacement();
    var then =
        replacement == null
            ? "submit the account again once it is back"
            : "request %s replaces it once it is back".formatted(replacement.requestId());
    return new Refusal(
        RejectionCode.ALREADY_CANCELED,
        "Batch %s was canceled at %s by %s; %s, or release the batch by hand if the custodian never"
                .formatted(batchId, earlier.at(), earlier.askedBy(), then)
            + " answers.");
  }

  /**
   * Tells the custodian, once for this command; what {@link #fault} has nothing against.
   *
   * @param replacement {@code null} where nothing is to come in its place
   */
  static Decision canceled(
      AccountBook book, AccountCommand command, @Nullable Replacement replacement, Moment moment) {
    var open = requireNonNull(book.batches().open());
    var cancellation =
        new Cancellation(
            command.commandId(),
            command.sentBy(),
            moment.now(),
            refusals(open),
            /* unsent= */ null,
            replacement);
    var ids =
        open.working().stream().map(Order::orderId).collect(Collectors.toCollection(TreeSet::new));
    return Decision.of(
        book.withBatches(book.batches().with(open.withCancellation(cancellation))),
        new Output.Release(
            BatchRelease.cancellation(open.batch(), command.commandId(), ids), moment.now()));
  }

  /** The last step did not tell the custodian: the batch goes on, and the command is refused. */
  static Decision notSent(
      AccountBook book, LiveBatch open, AccountTask.ReleaseRefused task, Moment moment) {
    var cancellation = open.cancellation();
    if (cancellation == null || !cancellation.commandId().equals(task.releaseId())) {
      return Decision.of(book);
    }
    var now = open.withCancellation(cancellation.notSent(task.sentence()));
    var refusal =
        new Refusal(
            RejectionCode.RELEASE_REFUSED,
            "Batch %s is not canceled: %s".formatted(open.batchId(), task.sentence()));
    return Commands.takenBack(
        book.withBatches(book.batches().with(now)), cancellation.commandId(), refusal, moment);
  }

  /**
   * Why a batch that was canceled goes on all the same; {@code null} where it does not, or nobody
   * knows yet.
   */
  static @Nullable String goesOn(LiveBatch open) {
    var cancellation = open.cancellation();
    if (cancellation == null || open.isOver()) {
      return null;
    }
    if (cancellation.unsent() != null) {
      return cancellation.unsent();
    }
    return refusals(open) > cancellation.refusedBefore()
        ? "custodian %s did not cancel: %s".formatted(open.batch().custodianId(), lastRefusal(open))
        : null;
  }

  private static long refusals(LiveBatch open) {
    return open.said().filter(Canceling::isRefusal).count();
  }

  private static boolean isRefusal(Execution execution) {
    return execution.type() == Execution.Type.CANCEL_REJECTED;
  }

  private static String lastRefusal(LiveBatch open) {
    return open.said()
        .filter(Canceling::isRefusal)
        .reduce((a, b) -> b.at().isBefore(a.at()) ? a : b)
        .map(refusal -> refusal.reason() == null ? "no reason given" : refusal.reason())
        .orElseThrow();
  }

  /**
   * When a cancellation will have gone unanswered for too long; {@code null} where it was answered.
   */
  static @Nullable Instant unansweredAt(LiveBatch open, AccountSettings settings) {
    var cancellation = open.cancellation();
    return cancellation == null || open.isOver()
        ? null
        : cancellation.at().plus(settings.unacknowledgedAfter());
  }

  /**
   * Whether it was canceled before its custodian had taken it, so that not even its transfers were
   * made.
   */
  static boolean isUntaken(LiveBatch batch) {
    return batch.said().anyMatch(e -> e.type() == Execution.Type.CANCELED && e.orderId() == null)
        && batch.said().noneMatch(Canceling::isTaking);
  }

  private static boolean isTaking(Execution execution) {
    return switch (execution.type()) {
      case ACK, PARTIAL, FILL, CORRECT, CANCEL_REJECTED -> true;
      case REJECT, CANCELED, EXPIRED, BUST -> false;
    };
  }

  /**
   * What was acknowledged before is all that is acknowledged again, unless everything was done
   * before the cancellation came: a rebalance that was called off was none.
   */
  static AccountBook givenBack(AccountBook book, LiveBatch ended) {
    var acknowledges = ended.scope() instanceof BuildScope.WholeAccount;
    return ended.cancellation() == null || ended.settled() || !acknowledges || isDone(ended)
        ? book
        : book.withAcknowledged(book.acknowledged().backTo(ended.before()));
  }

  private static boolean isDone(LiveBatch batch) {
    return batch.batch().orders().isEmpty()
        ? !isUntaken(batch)
        : batch.fold().fill() == FillStatus.FILLED;
  }
}
