package io.evenkeel.core.account;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.OrderFill;
import java.util.List;
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
    var terminal =
        batch.fold().fills().stream()
            .filter(OrderFill::isTerminal)
            .map(OrderFill::orderId)
            .collect(Collectors.toSet());
    return batch.batch().orders().stream()
        .filter(order -> order.held() && !terminal.contains(order.orderId()))
        .toList();
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
    var waiting = ids(waiting(open));
    return waiting.isEmpty() || !waiting.containsAll(ask.orderIds())
        ? new Refusal(
            RejectionCode.NOTHING_HELD,
            "Batch %s holds %s; name orders of these, or none for all of them."
                .formatted(ask.batchId(), waiting.isEmpty() ? "no order" : waiting))
        : null;
  }

  /** Releases what {@link #fault} has nothing against. */
  static Decision released(
      AccountBook book, Ask.ReleaseOrders ask, String releaseId, Moment moment) {
    var open = java.util.Objects.requireNonNull(book.batches().open());
    var ids = ask.orderIds().isEmpty() ? ids(waiting(open)) : new TreeSet<>(ask.orderIds());
    var batch = marked(open.batch(), ids, /* held= */ false);
    return Decision.of(
        book.withBatches(book.batches().with(open.withBatch(batch))),
        new Output.Release(new BatchRelease(batch, releaseId, ids), moment.now()));
  }

  /** The last step did not let them out: they are held as before. */
  static Decision heldAgain(AccountBook book, LiveBatch open, Set<String> orderIds) {
    var batch = marked(open.batch(), orderIds, /* held= */ true);
    return Decision.of(book.withBatches(book.batches().with(open.withBatch(batch))));
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
