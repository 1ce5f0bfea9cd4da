package io.evenkeel.core.account;

import io.evenkeel.core.account.CashMovements.Gathered;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of cash movements at their account: once a run has become a request it follows that to
 * its end. See docs/decisions/0066-life-of-a-cash-movement.md.
 */
final class CashRuns {
  private CashRuns() {}

  /** Ends what has not become a request yet. */
  static Decision canceled(AccountBook book, String movementId, Moment moment) {
    var decision = Decision.of(book);
    for (var run : book.movements().runs()) {
      var isToCome = run.state() == CashRun.State.SCHEDULED || run.isWaiting();
      if (isToCome && run.movementId().equals(movementId)) {
        decision =
            decision.then(
                next -> told(next, run.canceled("The cash movement was canceled."), moment));
      }
    }
    return decision;
  }

  /** The run that a build is for, as far as it may be built. */
  static @Nullable CashRun buildable(AccountBook book, String runId) {
    return book.movements()
        .run(
            run ->
                run.runId().equals(runId)
                    && (run.state() == CashRun.State.PROCESSING
                        || run.state() == CashRun.State.FAILED));
  }

  /** Follows a build: its outcome stands among what it says. */
  static Decision built(Decision build, AccountTask.Build task, Moment moment) {
    if (!(task.scope() instanceof BuildScope.CashMovement scope)) {
      return build;
    }
    return build.then(
        book -> {
          var run = buildable(book, scope.runId());
          var outcome = outcome(build);
          return run == null || outcome == null
              ? Decision.of(book)
              : followed(book, run.opened(task.requestId()), outcome, moment);
        });
  }

  private static @Nullable AccountOutcome outcome(Decision build) {
    return build.outputs().stream()
        .flatMap(o -> o instanceof Output.Outcome said ? Stream.of(said.outcome()) : Stream.of())
        .findFirst()
        .orElse(null);
  }

  private static Decision followed(
      AccountBook book, CashRun run, AccountOutcome outcome, Moment moment) {
    if (outcome instanceof AccountOutcome.Failed failed) {
      return told(book, run.failed(failed.code(), failed.sentence()), moment);
    }
    if (outcome instanceof AccountOutcome.NoTrades) {
      var done = run.completed("FUNDING had the whole amount already; nothing was sold.");
      return told(gathered(book, run), done, moment);
    }
    return told(book, run, moment);
  }

  /** Its proposal was approved, and is with the custodian. */
  static Decision working(AccountBook book, String requestId, String batchId, Moment moment) {
    return moved(book, requestId, run -> run.working(batchId), moment);
  }

  /** Its proposal or batch came to nothing. */
  static Decision failed(
      AccountBook book, String requestId, IssueCode code, String sentence, Moment moment) {
    return moved(book, requestId, run -> run.failed(code, sentence), moment);
  }

  /** Its request ended without being approved. */
  static Decision discarded(
      AccountBook book, String requestId, AccountTask.Discard.Reason reason, Moment moment) {
    return moved(
        book,
        requestId,
        run ->
            switch (reason) {
              case CANCELED, REMOVED -> run.canceled(Approving.reason(reason));
              case EXPIRED, NOT_ANSWERED, REQUEST_ID_USED ->
                  run.failed(null, Approving.reason(reason));
            },
        moment);
  }

  /** Its batch ended: a withdrawal is complete once FUNDING has all of it. */
  static Decision batchEnded(AccountBook book, LiveBatch batch, Moment moment) {
    var requestId = batch.batch().requestId();
    var run = book.movements().run(each -> isOpen(each, requestId));
    if (run == null) {
      return Decision.of(book);
    }
    var flow = book.movements().movementOf(run).flow();
    var fault = flow.isDeposit() ? notSpent(batch) : notGathered(book, flow);
    if (fault != null) {
      return told(book, notWhole(run, batch, fault), moment);
    }
    return told(flow.isDeposit() ? book : gathered(book, run), run.completed(null), moment);
  }

  /** A canceled batch ends its run, or leaves it to the request that replaces the batch. */
  private static CashRun notWhole(CashRun run, LiveBatch batch, String fault) {
    var replacement = batch.replacement();
    if (replacement != null) {
      return run.opened(replacement.requestId());
    }
    return batch.cancellation() == null
        ? run.failed(null, fault)
        : run.canceled("Batch %s was canceled. %s".formatted(batch.batchId(), fault));
  }

  private static @Nullable String notSpent(LiveBatch batch) {
    if (Canceling.isUntaken(batch)) {
      return "The custodian had not taken the batch; the cash is still in FUNDING.";
    }
    if (AcrResult.isRefusedWhole(batch)) {
      return "The custodian rejected the batch; the cash is still in FUNDING.";
    }
    var fills = batch.fold().fills();
    return fills.isEmpty() || fills.stream().anyMatch(fill -> fill.filled().signum() > 0)
        ? null
        : "Nothing was bought: the batch ended without a fill.";
  }

  private static @Nullable String notGathered(AccountBook book, CashFlow flow) {
    var claimed = flow.withReserved(CashClaims.sum(book.movements().gathered()));
    var positions = book.positions();
    var there = positions == null ? Money.ZERO : claimed.available(positions);
    return there.compareTo(flow.amount()) >= 0
        ? null
        : "FUNDING has %s of the %s: not everything was sold, or the transfer was not booked."
            .formatted(there.inWords(), flow.amount().inWords());
  }

  /** With new positions, and without the withdrawals that have left FUNDING since. */
  static AccountBook paidOut(AccountBook book, Positions positions) {
    var movements = book.movements();
    var next = book.withPositions(positions);
    if (movements.gathered().isEmpty()) {
      return next;
    }
    var invested =
        movements.runs().stream()
            .filter(run -> run.state() == CashRun.State.WORKING)
            .map(run -> movements.movementOf(run).flow())
            .filter(CashFlow::isDeposit)
            .map(CashFlow::amount)
            .reduce(Money.ZERO, Money::plus);
    return next.withMovements(
        movements.withGathered(
            CashClaims.left(movements.gathered(), book.positions(), positions, invested)));
  }

  private static AccountBook gathered(AccountBook book, CashRun run) {
    var amount = book.movements().movementOf(run).flow().amount();
    return book.withMovements(book.movements().plus(new Gathered(run.runId(), amount)));
  }

  private static boolean isOpen(CashRun run, String requestId) {
    return run.isOpen() && requestId.equals(run.requestId());
  }

  private static Decision moved(
      AccountBook book, String requestId, UnaryOperator<CashRun> step, Moment moment) {
    var run = book.movements().run(each -> isOpen(each, requestId));
    return run == null ? Decision.of(book) : told(book, step.apply(run), moment);
  }

  /** Keeps a run as it is now, and says so where that is news. */
  static Decision told(AccountBook book, CashRun now, Moment moment) {
    var before = book.movements().run(run -> run.runId().equals(now.runId()));
    if (Objects.equals(before, now)) {
      return Decision.of(book);
    }
    var movement = book.movements().movementOf(now);
    return Decision.of(
        book.withMovements(book.movements().with(now)),
        new Output.CashMoved(movement, now, moment.now()));
  }
}
