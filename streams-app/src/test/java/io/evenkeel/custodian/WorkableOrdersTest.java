package io.evenkeel.custodian;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A custodian that keeps the contract works")
class WorkableOrdersTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:00:00Z");
  private final WorkableOrders workable = new WorkableOrders();

  private static Order order(String id, TradeSide side, OrderReleaseStatus status) {
    return Order.newBuilder()
        .setOrderId(id)
        .setSecurityId(id)
        .setSymbol(id)
        .setSleeveId("MANAGED")
        .setSide(side)
        .setQuantity(new BigDecimal("1.0000000000"))
        .setBlockKey(id)
        .setStatus(status)
        .build();
  }

  private static ApprovedTradeBatch record(BatchInstruction instruction, Order... orders) {
    return ApprovedTradeBatch.newBuilder()
        .setInstruction(instruction)
        .setBatchId("B-1")
        .setBatchSeq(1)
        .setExecuteBy(AT)
        .setFirmId("F-1")
        .setAdvisorId("advisor-7")
        .setCustodianId("SCHWAB")
        .setAccountId("A-1")
        .setCustodianAccountRef("ref")
        .setRequestId("R-1")
        .setContentHash("hash")
        .setApprovedBy("advisor-7")
        .setApprovedAt(AT)
        .setOrders(List.of(orders))
        .build();
  }

  private List<String> now(ApprovedTradeBatch record) {
    return workable.now(record).getOrders().stream().map(Order::getOrderId).toList();
  }

  @Test
  void whatIsReleasedAndLeavesWhatIsHeld() {
    var batch =
        record(
            BatchInstruction.NEW,
            order("S", TradeSide.SELL, OrderReleaseStatus.RELEASED),
            order("B", TradeSide.BUY, OrderReleaseStatus.HELD));

    assertThat(now(batch)).containsExactly("S");
    assertThat(now(record(BatchInstruction.RELEASE, batch.getOrders().get(1))))
        .containsExactly("B");
    assertThat(workable.isWaiting("B-1")).isFalse();
  }

  @Test
  void noPurchaseWhileASaleOfItsBatchIsHeld() {
    var sale = order("S", TradeSide.SELL, OrderReleaseStatus.HELD);
    var batch =
        record(BatchInstruction.NEW, sale, order("B", TradeSide.BUY, OrderReleaseStatus.RELEASED));

    assertThat(now(batch)).isEmpty();
    assertThat(now(record(BatchInstruction.RELEASE, sale))).containsExactly("S", "B");
  }

  @Test
  void nothingTwice() {
    var sale = order("S", TradeSide.SELL, OrderReleaseStatus.HELD);
    now(record(BatchInstruction.NEW, sale));
    now(record(BatchInstruction.RELEASE, sale));

    assertThat(now(record(BatchInstruction.RELEASE, sale))).isEmpty();
  }

  @Test
  void nothingThatNobodyReleasedInTime() {
    now(record(BatchInstruction.NEW, order("S", TradeSide.SELL, OrderReleaseStatus.HELD)));

    assertThat(workable.all()).hasSize(1);
    assertThat(workable.giveUp("B-1").getOrders())
        .extracting(Order::getOrderId)
        .containsExactly("S");
    assertThat(workable.all()).isEmpty();
  }
}
