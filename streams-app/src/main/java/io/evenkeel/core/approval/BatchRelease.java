package io.evenkeel.core.approval;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent to a custodian: a whole batch, the word that orders of it which were held
 * may be worked, or the word that what is not done of it is canceled.
 *
 * @param batch as it is now
 * @param releaseId of what is said of the batch later, once for ever; {@code null} for the batch
 *     itself
 * @param orderIds that may be worked from now on, or that are taken to be open where they are
 *     canceled; empty for the batch itself
 */
public record BatchRelease(
    Batch batch, Kind kind, @Nullable String releaseId, SortedSet<String> orderIds) {
  /** What is said of the batch. */
  public enum Kind {
    WHOLE,
    HELD_ORDERS,
    CANCELLATION
  }

  public BatchRelease {
    orderIds = Collections.unmodifiableSortedSet(new TreeSet<>(orderIds));
    if ((releaseId == null) != (kind == Kind.WHOLE)) {
      throw new IllegalArgumentException(
          "batch " + batch.batchId() + ": what is said of it later names itself, and only that");
    }
    if (kind == Kind.HELD_ORDERS && orderIds.isEmpty()) {
      throw new IllegalArgumentException(
          "batch " + batch.batchId() + ": a release of orders names them");
    }
  }

  /** The batch itself. */
  public static BatchRelease whole(Batch batch) {
    return new BatchRelease(batch, Kind.WHOLE, null, new TreeSet<>());
  }

  /** Orders of it that were held may be worked. */
  public static BatchRelease held(Batch batch, String releaseId, SortedSet<String> orderIds) {
    return new BatchRelease(batch, Kind.HELD_ORDERS, releaseId, orderIds);
  }

  /** What is not done of it is canceled, whether or not it is named. */
  public static BatchRelease cancellation(
      Batch batch, String releaseId, SortedSet<String> orderIds) {
    return new BatchRelease(batch, Kind.CANCELLATION, releaseId, orderIds);
  }

  /** Under which it is remembered as sent, or refused. */
  public String id() {
    return releaseId == null ? batch.batchId() : batch.batchId() + "/" + releaseId;
  }

  /** What the custodian is told: every order of a batch, or just those that this is about. */
  public List<Order> orders() {
    return kind == Kind.WHOLE
        ? batch.orders()
        : batch.orders().stream().filter(order -> orderIds.contains(order.orderId())).toList();
  }

  /** What its account is told where it is not sent. */
  public AccountTask.ReleaseRefused refused(String sentence, Instant at) {
    return new AccountTask.ReleaseRefused(
        batch.requestId(),
        batch.accountId(),
        batch.batchId(),
        sentence,
        at,
        kind == Kind.HELD_ORDERS ? orderIds : new TreeSet<>(),
        releaseId);
  }
}
