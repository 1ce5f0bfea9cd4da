package io.evenkeel.core.approval;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent to a custodian: a whole batch, or the word that orders of it which were held
 * may be worked.
 *
 * @param batch as it is now
 * @param releaseId of a release of held orders, once for ever; {@code null} for the batch itself
 * @param orderIds that may be worked from now on; empty for the batch itself
 */
public record BatchRelease(Batch batch, @Nullable String releaseId, SortedSet<String> orderIds) {
  public BatchRelease {
    orderIds = Collections.unmodifiableSortedSet(new TreeSet<>(orderIds));
    if ((releaseId == null) != orderIds.isEmpty()) {
      throw new IllegalArgumentException(
          "batch " + batch.batchId() + ": a release of orders names itself and them");
    }
  }

  /** The batch itself. */
  public static BatchRelease whole(Batch batch) {
    return new BatchRelease(batch, null, new TreeSet<>());
  }

  /** Under which it is remembered as sent, or refused. */
  public String id() {
    return releaseId == null ? batch.batchId() : batch.batchId() + "/" + releaseId;
  }

  /** What the custodian is told: every order of a batch, or just those that are released. */
  public List<Order> orders() {
    return releaseId == null
        ? batch.orders()
        : batch.orders().stream().filter(order -> orderIds.contains(order.orderId())).toList();
  }
}
