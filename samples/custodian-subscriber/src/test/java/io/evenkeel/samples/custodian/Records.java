package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.TradeSide;
import io.evenkeel.schemas.Transfer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Records of {@code approved-trades.SCHWAB} for tests; ten units an order. */
final class Records {
  static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  static final Instant EXECUTE_BY = NOW.plusSeconds(3600);
  static final Instant LATE = EXECUTE_BY.plusSeconds(1);
  static final BigDecimal TEN = new BigDecimal("10.0000000000");

  static {
    GeneratedClasses.trust();
  }

  private Records() {}

  static Order sell(String id) {
    return order(id, TradeSide.SELL, 1, OrderReleaseStatus.RELEASED);
  }

  static Order buy(String id) {
    return order(id, TradeSide.BUY, 2, OrderReleaseStatus.RELEASED);
  }

  static Order held(Order order) {
    return Order.newBuilder(order).setStatus(OrderReleaseStatus.HELD).build();
  }

  private static Order order(String id, TradeSide side, int phase, OrderReleaseStatus status) {
    return Order.newBuilder()
        .setOrderId(id)
        .setSecurityId("XOM")
        .setSymbol("XOM")
        .setSleeveId("MANAGED")
        .setSide(side)
        .setQuantity(TEN)
        .setPhase(phase)
        .setBlockKey("R-1/XOM/" + side)
        .setStatus(status)
        .build();
  }

  static ApprovedTradeBatch batch(String id, Order... orders) {
    return record(BatchInstruction.NEW, id, orders);
  }

  static ApprovedTradeBatch cancel(String id) {
    return record(BatchInstruction.CANCEL, id);
  }

  static ApprovedTradeBatch release(String id, Order... orders) {
    return record(BatchInstruction.RELEASE, id, orders);
  }

  static ApprovedTradeBatch replacing(String replaced, String id, Order... orders) {
    var replacement = record(BatchInstruction.REPLACE, id, orders);
    replacement.setReplacesBatchId(replaced);
    return replacement;
  }

  static ApprovedTradeBatch transfers(String id) {
    var batch = batch(id);
    batch.setTransfers(
        List.of(
            Transfer.newBuilder()
                .setFromSleeveId("MANAGED")
                .setToSleeveId("TECH")
                .setAmount(new BigDecimal("100.0000"))
                .build()));
    return batch;
  }

  static ApprovedTradeBatch numbered(long batchSeq, ApprovedTradeBatch batch) {
    batch.setBatchSeq(batchSeq);
    return batch;
  }

  static ApprovedTradeBatch record(BatchInstruction instruction, String id, Order... orders) {
    return ApprovedTradeBatch.newBuilder()
        .setInstruction(instruction)
        .setBatchId(id)
        .setBatchSeq(1)
        .setExecuteBy(EXECUTE_BY)
        .setFirmId("F-1")
        .setAdvisorId("advisor-7")
        .setCustodianId("SCHWAB")
        .setAccountId("A-1")
        .setCustodianAccountRef("ref")
        .setRequestId("R-1")
        .setContentHash("hash")
        .setApprovedBy("advisor-7")
        .setApprovedAt(NOW)
        .setOrders(List.of(orders))
        .build();
  }
}
