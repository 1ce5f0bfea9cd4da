package io.evenkeel.demo;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Approved batches for tests. */
final class Batches {
  static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");

  private Batches() {}

  /** A batch of so many orders: the first sells, the others buy, ten shares each. */
  static ApprovedTradeBatch of(String batchId, int orders) {
    return ApprovedTradeBatch.newBuilder()
        .setInstruction(BatchInstruction.NEW)
        .setBatchId(batchId)
        .setBatchSeq(1)
        .setExecuteBy(AT.plusSeconds(60))
        .setFirmId("FIRM")
        .setAdvisorId("ADVISOR")
        .setCustodianId("SCHWAB")
        .setAccountId("A-1")
        .setCustodianAccountRef("A-1")
        .setRequestId("R-1")
        .setContentHash("hash")
        .setApprovedBy("advisor-7")
        .setApprovedAt(AT)
        .setTransfers(List.of())
        .setOrders(IntStream.range(0, orders).mapToObj(i -> order(batchId, i)).toList())
        .build();
  }

  private static Order order(String batchId, int number) {
    return Order.newBuilder()
        .setOrderId(batchId + "-" + number)
        .setSecurityId("XOM")
        .setSymbol("XOM")
        .setSleeveId("MANAGED")
        .setSide(number == 0 ? TradeSide.SELL : TradeSide.BUY)
        .setQuantity(new BigDecimal("10.0000000000"))
        .setBlockKey("R-1/XOM/" + number)
        .build();
  }
}
