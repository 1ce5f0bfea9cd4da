package io.evenkeel.chaos.judge;

import io.evenkeel.core.approval.CanonicalText;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Lot;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.Transfer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The batch hash as a custodian computes it, from nothing but the record that it reads. */
final class ToldHash {
  private ToldHash() {}

  /** Of a record that brings orders for the first time. */
  static String of(ApprovedTradeBatch batch) {
    var lasting =
        new CanonicalText()
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
            .list(batch.getOrders(), ToldHash::order)
            .list(batch.getTransfers(), ToldHash::transfer)
            .half();
    var held =
        batch.getOrders().stream()
            .filter(order -> order.getStatus() == OrderReleaseStatus.HELD)
            .map(Order::getOrderId)
            .toList();
    return lasting + new CanonicalText().field(lasting).list(held, CanonicalText::field).half();
  }

  private static void order(CanonicalText text, Order order) {
    text.field(order.getOrderId())
        .field(order.getSecurityId())
        .field(order.getSleeveId())
        .field(order.getSide())
        .field(number(order.getQuantity()))
        .field(order.getMarginOrCash())
        .list(order.getLots(), ToldHash::lot);
  }

  private static void lot(CanonicalText text, Lot lot) {
    text.field(number(lot.getQuantity()))
        .field(number(lot.getCostBasis()))
        .field(String.valueOf(lot.getAcquired()));
  }

  private static void transfer(CanonicalText text, Transfer transfer) {
    text.field(transfer.getFromSleeveId())
        .field(transfer.getToSleeveId())
        .field(number(transfer.getAmount()));
  }

  private static String number(@Nullable BigDecimal number) {
    return number == null ? "null" : number.stripTrailingZeros().toPlainString();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
