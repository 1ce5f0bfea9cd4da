package io.evenkeel.core.account;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.core.history.Execution;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The advisories that follow from an account's batches, whether or not it is monitored. */
final class BatchAdvisories {
  private BatchAdvisories() {}

  static Stream<Advisory> of(AccountBook book, Moment moment) {
    var batches = book.batches();
    var placed =
        batches.all().flatMap(batch -> batch.fold().anomalies().stream()).map(a -> anomalous(a));
    var unplaced = batches.unplaced().stream().map(e -> anomalous(unknownOrder(e)));
    return Stream.concat(open(book, moment), Stream.concat(placed, unplaced));
  }

  private static Stream<Advisory> open(AccountBook book, Moment moment) {
    var open = book.batches().open();
    if (open == null) {
      return Stream.of();
    }
    var due = Stream.<Advisory>builder();
    if (isDue(unacknowledgedAt(open, moment.settings()), moment.now())) {
      due.add(unacknowledged(open));
    }
    if (isDue(unfinishedAt(book, open, moment.settings()), moment.now())) {
      due.add(open.isOver() ? unbooked(book, open) : unfinished(open));
    }
    canceling(open, moment).forEach(due::add);
    var held = HeldOrders.waiting(open);
    if (!held.isEmpty() && (open.cancellation() == null || Canceling.goesOn(open) != null)) {
      due.add(held(open, held));
    }
    return due.build();
  }

  private static boolean isDue(@Nullable Instant at, Instant now) {
    return at != null && !now.isBefore(at);
  }

  /** When nobody will have acknowledged it for too long; {@code null} where somebody has. */
  static @Nullable Instant unacknowledgedAt(LiveBatch open, AccountSettings settings) {
    return open.fold().acknowledged()
        ? null
        : open.handedOverAt().plus(settings.unacknowledgedAfter());
  }

  /**
   * When its business day ends; where it is over and awaits positions, when the business day after
   * that of the execution does that they do not cover: positions of the end of a day come in the
   * night.
   */
  static @Nullable Instant unfinishedAt(
      AccountBook book, LiveBatch open, AccountSettings settings) {
    if (!open.isOver()) {
      return open.batch().executeBy();
    }
    var awaited = awaited(book);
    var calendar = settings.calendars().of(open.batch().custodianId());
    return awaited == null ? null : calendar.endOfBusinessDay(calendar.endOfBusinessDay(awaited));
  }

  /** The execution that positions do not cover, of this batch or of one before it. */
  private static @Nullable Instant awaited(AccountBook book) {
    var uncovered = BatchEnding.uncovered(book);
    return uncovered == null ? null : uncovered.fold().lastExecutionAt();
  }

  private static Advisory held(LiveBatch open, List<Order> orders) {
    return new Advisory(
        AdvisoryCode.ORDERS_HELD,
        open.batchId(),
        Severity.INFO,
        "Batch %s holds %s: large beside the average daily volume."
            .formatted(
                open.batchId(),
                orders.stream()
                    .map(
                        o ->
                            "%s %s %s (%s)"
                                .formatted(o.side(), o.quantity(), o.securityId(), o.orderId()))
                    .collect(Collectors.joining(", "))),
        "Release them with RELEASE_ORDERS before the end of the business day, or leave them to expire.",
        null);
  }

  private static Stream<Advisory> canceling(LiveBatch open, Moment moment) {
    var goesOn = Canceling.goesOn(open);
    if (goesOn != null) {
      return Stream.of(
          notCanceled(
              open,
              "Batch %s was to be canceled and goes on: %s.".formatted(open.batchId(), goesOn),
              "Wait for its results, or cancel it again."));
    }
    return isDue(Canceling.unansweredAt(open, moment.settings()), moment.now())
        ? Stream.of(
            notCanceled(
                open,
                "Custodian %s has not said what became of batch %s, which was canceled."
                    .formatted(open.batch().custodianId(), open.batchId()),
                "Ask the custodian; release the batch by hand only if none of its orders can fill any"
                    + " more."))
        : Stream.of();
  }

  private static Advisory notCanceled(LiveBatch open, String sentence, String whatToDo) {
    return new Advisory(
        AdvisoryCode.BATCH_NOT_CANCELED,
        open.batchId(),
        Severity.WARNING,
        sentence,
        whatToDo,
        null);
  }

  private static Advisory unacknowledged(LiveBatch open) {
    return new Advisory(
        AdvisoryCode.BATCH_UNACKNOWLEDGED,
        open.batchId(),
        Severity.CRITICAL,
        "Custodian %s has not acknowledged batch %s."
            .formatted(open.batch().custodianId(), open.batchId()),
        "Ask the custodian; if it never received the batch, release the batch by hand.",
        null);
  }

  private static Advisory unbooked(AccountBook book, LiveBatch open) {
    return new Advisory(
        AdvisoryCode.BATCH_UNFINISHED,
        open.batchId(),
        Severity.WARNING,
        "Batch %s is over, and positions do not cover the last execution of %s yet."
            .formatted(open.batchId(), awaited(book)),
        "Publish positions whose executionsThrough is not before that, or release the batch by hand.",
        null);
  }

  private static Advisory unfinished(LiveBatch open) {
    return new Advisory(
        AdvisoryCode.BATCH_UNFINISHED,
        open.batchId(),
        Severity.WARNING,
        "Batch %s was not finished by the end of its business day.".formatted(open.batchId()),
        "Ask the custodian for the missing results, or release the batch by hand.",
        null);
  }

  private static Advisory anomalous(Anomaly anomaly) {
    var about = anomaly.executionId() == null ? anomaly.orderId() : anomaly.executionId();
    return new Advisory(
        AdvisoryCode.EXECUTION_ANOMALY,
        anomaly.code() + ":" + (about == null ? "" : about),
        Severity.CRITICAL,
        anomaly.sentence(),
        "Check the order with the custodian; a BUST or CORRECT that names the execution mends it.",
        null);
  }

  /** What is wrong with a result for nothing that the account knows. */
  static Anomaly unknownOrder(Execution execution) {
    return new Anomaly(
        Anomaly.Code.UNKNOWN_ORDER,
        execution.executionId(),
        execution.orderId(),
        "Execution %s from custodian %s is for order %s of batch %s, which account %s does not know."
            .formatted(
                execution.executionId(),
                execution.custodianId(),
                execution.orderId(),
                execution.batchId(),
                execution.accountId()));
  }
}
