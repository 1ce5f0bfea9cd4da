package io.evenkeel.core.account;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.rebalance.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders that went out with their batch and are not to be worked yet, being large beside the
 * average daily volume. A command releases them; the custodian then gets a record of its own with
 * just these, under the ids that they always had.
 */
final class HeldOrders {
  private HeldOrders() {}

  /** Those of a batch that wait for their release. */
  static List<Order> waiting(LiveBatch batch) {
    return batch.working().stream().filter(Order::held).toList();
  }

  /** Why they are not released; {@code null} where nothing speaks against it. */
  static @Nullable Refusal fault(AccountBook book, Ask.ReleaseOrders ask, Moment moment) {
    var open = book.batches().open();
    if (open == null || !open.batchId().equals(ask.batchId())) {
      return new Refusal(
          RejectionCode.UNKNOWN_BATCH,
          "Account %s has no open batch %s; its status names the open one."
              .formatted(book.accountId(), ask.batchId()));
    }
    if (moment.now().isAfter(open.batch().executeBy())) {
      return new Refusal(
          RejectionCode.WRONG_STATE,
          "Batch %s was to be executed by %s; submit the account again."
              .formatted(ask.batchId(), open.batch().executeBy()));
    }
    var cancellation = open.cancellation();
    if (cancellation != null && Canceling.goesOn(open) == null) {
      return new Refusal(
          RejectionCode.ALREADY_CANCELED,
          "Batch %s was canceled by %s, and its held orders with it; submit the account again once"
                  .formatted(ask.batchId(), cancellation.askedBy())
              + " it is back.");
    }
    var waiting = ids(waiting(open));
    return waiting.isEmpty() || !waiting.containsAll(ask.orderIds())
        ? new Refusal(
            RejectionCode.NOTHING_HELD,
            "Batch %s holds %s; name orders of these, or none for all of them."
                .formatted(ask.batchId(), waiting.isEmpty() ? "no order" : waiting))
        : forbidden(book, asked(open, ask), moment);
  }

  /** Those that are asked for. */
  private static List<Order> asked(LiveBatch open, Ask.ReleaseOrders ask) {
    return waiting(open).stream()
        .filter(order -> ask.orderIds().isEmpty() || ask.orderIds().contains(order.orderId()))
        .toList();
  }

  /** What has come up since they were approved: a halt, a restriction, a sale of the group. */
  private static @Nullable Refusal forbidden(AccountBook book, List<Order> orders, Moment moment) {
    var securities = new TreeSet<String>();
    orders.forEach(order -> securities.add(order.securityId()));
    var limits = Limiting.of(book, securities, moment);
    return orders.stream()
        .filter(order -> !limits.allow(order.side(), order.securityId()))
        .findFirst()
        .map(order -> forbidden(order, limits))
        .orElse(null);
  }

  private static Refusal forbidden(Order order, Limits limits) {
    return new Refusal(
        RejectionCode.RESTRICTED,
        "%s Order %s to %s %s stays held; release others by naming them, or release it once that is over."
            .formatted(
                limits.forbidding(order.side(), order.securityId()).get(0).sentence(),
                order.orderId(),
                order.side().name().toLowerCase(Locale.ROOT),
                order.securityId()));
  }

  /** Releases what {@link #fault} has nothing against. */
  static Decision released(
      AccountBook book, Ask.ReleaseOrders ask, String releaseId, Moment moment) {
    var open = java.util.Objects.requireNonNull(book.batches().open());
    var ids = ask.orderIds().isEmpty() ? ids(waiting(open)) : new TreeSet<>(ask.orderIds());
    var batch = marked(open.batch(), ids, /* held= */ false);
    return Decision.of(
        book.withBatches(book.batches().with(open.withBatch(batch))),
        new Output.Release(BatchRelease.held(batch, releaseId, ids), moment.now()));
  }

  /**
   * The last step did not let them out: they are held as before, and the command that released them
   * is answered by the reason.
   */
  static Decision heldAgain(
      AccountBook book, LiveBatch open, AccountTask.ReleaseRefused task, Moment moment) {
    var batch = marked(open.batch(), task.orderIds(), /* held= */ true);
    var held = book.withBatches(book.batches().with(open.withBatch(batch)));
    var commandId = task.releaseId();
    return commandId == null
        ? Decision.of(held)
        : Commands.takenBack(held, commandId, refused(task), moment);
  }

  private static Refusal refused(AccountTask.ReleaseRefused task) {
    return new Refusal(
        RejectionCode.RELEASE_REFUSED,
        "Orders %s stay held: %s".formatted(task.orderIds(), task.sentence()));
  }

  private static Batch marked(Batch batch, Set<String> orderIds, boolean held) {
    return batch.withOrders(
        batch.orders().stream()
            .map(order -> orderIds.contains(order.orderId()) ? order.withHeld(held) : order)
            .toList());
  }

  private static TreeSet<String> ids(List<Order> orders) {
    return orders.stream().map(Order::orderId).collect(Collectors.toCollection(TreeSet::new));
  }
}
