package io.evenkeel.samples.custodian;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Lot;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.Transfer;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** The batch hash, computed from nothing but the record, as docs/for-custodians.md has it. */
final class BatchHash {
  private static final int HALF_DIGITS = 32;

  private final StringBuilder text = new StringBuilder();

  private BatchHash() {}

  /**
   * Whether a NEW or REPLACE is what was approved. One without a hash is of a platform that made
   * none, and is taken as it is.
   */
  static boolean isKept(ApprovedTradeBatch batch) {
    return batch.getBatchHash() == null || batch.getBatchHash().equals(of(batch));
  }

  static String of(ApprovedTradeBatch batch) {
    var lasting =
        new BatchHash()
            .field(batch.getBatchId())
            .field(batch.getRequestId())
            .field(batch.getAccountId())
            .field(batch.getFirmId())
            .field(batch.getAdvisorId())
            .field(batch.getCustodianId())
            .field(batch.getCustodianAccountRef())
            .field(batch.getReplacesBatchId() == null ? "" : batch.getReplacesBatchId())
            .field(batch.getContentHash())
            .field(batch.getApprovedBy())
            .field(micros(batch.getApprovedAt()))
            .field(micros(batch.getExecuteBy()))
            .list(batch.getOrders(), BatchHash::order)
            .list(batch.getTransfers(), BatchHash::transfer)
            .half();
    var held =
        batch.getOrders().stream()
            .filter(order -> order.getStatus() == OrderReleaseStatus.HELD)
            .map(Order::getOrderId)
            .toList();
    return lasting + new BatchHash().field(lasting).list(held, BatchHash::field).half();
  }

  private void order(Order order) {
    field(order.getOrderId());
    field(order.getSecurityId());
    field(order.getSleeveId());
    field(order.getSide());
    field(number(order.getQuantity()));
    field(order.getMarginOrCash());
    list(order.getLots(), BatchHash::lot);
  }

  private void lot(Lot lot) {
    field(number(lot.getQuantity()));
    field(number(lot.getCostBasis()));
    field(String.valueOf(lot.getAcquired()));
  }

  private void transfer(Transfer transfer) {
    field(transfer.getFromSleeveId());
    field(transfer.getToSleeveId());
    field(number(transfer.getAmount()));
  }

  private BatchHash field(Object value) {
    var field = value.toString();
    text.append(field.length()).append(':').append(field);
    return this;
  }

  private <T> BatchHash list(Collection<T> items, BiConsumer<BatchHash, T> write) {
    text.append(items.size()).append('[');
    items.forEach(item -> write.accept(this, item));
    return this;
  }

  private String half() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HALF_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Without exponent and trailing zeros; a lot may have no cost basis. */
  private static String number(BigDecimal number) {
    return number == null ? "null" : number.stripTrailingZeros().toPlainString();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
