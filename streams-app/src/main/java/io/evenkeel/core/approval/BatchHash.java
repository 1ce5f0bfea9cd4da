package io.evenkeel.core.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The batch hash: 64 hexadecimal digits over everything that a custodian is told of a batch, its
 * content hash among it. It is made at approval, so that nothing changes on the way to the last
 * step; see docs/decisions/0109-a-hash-over-the-whole-batch.md.
 *
 * <p>The first 32 digits are of a SHA-256 over what never changes; the last 32 are of one over
 * these and the orders that waited when the batch was approved. What is said of a batch later is
 * checked by the first, for held orders may have been released since.
 */
public final class BatchHash {
  private BatchHash() {}

  /** Of a batch as it is approved, whatever hash it names itself. */
  static String of(Batch batch) {
    var lasting = lasting(batch);
    var held = batch.orders().stream().filter(Order::held).map(Order::orderId).toList();
    return lasting + new CanonicalText().field(lasting).list(held, CanonicalText::field).half();
  }

  /** Whether what is to be sent is of the batch that was approved; not where that names no hash. */
  public static boolean isOf(BatchRelease release) {
    var batch = release.batch();
    var approved = batch.batchHash();
    if (approved == null) {
      return false;
    }
    return release.kind() == BatchRelease.Kind.WHOLE
        ? approved.equals(of(batch))
        : approved.length() == 2 * CanonicalText.HALF_DIGITS && approved.startsWith(lasting(batch));
  }

  private static String lasting(Batch batch) {
    return new CanonicalText()
        .field(batch.batchId())
        .field(batch.requestId())
        .field(batch.accountId())
        .field(batch.firmId())
        .field(batch.advisorId())
        .field(batch.custodianId())
        .field(batch.custodianAccountRef())
        .field(batch.replacesBatchId() == null ? "" : batch.replacesBatchId())
        .field(batch.contentHash())
        .field(batch.approvedBy())
        .field(micros(batch.approvedAt()))
        .field(micros(batch.executeBy()))
        .list(batch.orders(), (text, order) -> order(text, batch, order))
        .list(batch.transfers(), ContentHash::transfer)
        .half();
  }

  /** As topics carry it. */
  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static void order(CanonicalText text, Batch batch, Order order) {
    text.field(order.orderId())
        .field(order.securityId())
        .field(order.sleeveId())
        .field(order.side())
        .field(order.quantity())
        .field(batch.settlesIn())
        .list(order.lots(), ContentHash::lot);
  }
}
