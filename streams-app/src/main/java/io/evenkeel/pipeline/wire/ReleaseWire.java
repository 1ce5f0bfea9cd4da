package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.OrderReleaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Topics {@code releases} and {@code approved-trades.<custodian>}. */
public final class ReleaseWire {
  private static final int SELLS_FIRST = 1;
  private static final int THEN_BUYS = 2;

  private ReleaseWire() {}

  public static io.evenkeel.schemas.Release write(BatchRelease release, Instant at) {
    return new io.evenkeel.schemas.Release(
        BatchWire.write(release.batch()),
        at,
        release.releaseId(),
        List.copyOf(release.orderIds()),
        release.kind() == BatchRelease.Kind.CANCELLATION);
  }

  public static BatchRelease read(io.evenkeel.schemas.Release wire) {
    return new BatchRelease(
        BatchWire.read(wire.getBatch()),
        kind(wire),
        wire.getReleaseId(),
        new TreeSet<>(wire.getReleasedOrders()));
  }

  private static BatchRelease.Kind kind(io.evenkeel.schemas.Release wire) {
    if (wire.getCancels()) {
      return BatchRelease.Kind.CANCELLATION;
    }
    return wire.getReleaseId() == null ? BatchRelease.Kind.WHOLE : BatchRelease.Kind.HELD_ORDERS;
  }

  /** What the custodian is told: securities under the names that the boards have for them now. */
  public static ApprovedTradeBatch approved(BatchRelease release, long batchSeq, Boards boards) {
    var batch = release.batch();
    var isWhole = release.kind() == BatchRelease.Kind.WHOLE;
    return ApprovedTradeBatch.newBuilder()
        .setInstruction(instruction(release))
        .setReplacesBatchId(isAbout(release))
        .setBatchId(batch.batchId())
        .setBatchSeq(batchSeq)
        .setExecuteBy(batch.executeBy())
        .setFirmId(batch.firmId())
        .setAdvisorId(batch.advisorId())
        .setCustodianId(batch.custodianId())
        .setAccountId(batch.accountId())
        .setCustodianAccountRef(batch.custodianAccountRef())
        .setRequestId(batch.requestId())
        .setContentHash(batch.contentHash())
        .setBatchHash(batch.batchHash())
        .setApprovedBy(batch.approvedBy())
        .setApprovedAt(batch.approvedAt())
        .setTransfers(isWhole ? OrderWire.writeTransfers(batch.transfers()) : List.of())
        .setOrders(release.orders().stream().map(order -> order(batch, order, boards)).toList())
        .build();
  }

  private static BatchInstruction instruction(BatchRelease release) {
    return switch (release.kind()) {
      case WHOLE ->
          release.batch().replacesBatchId() == null
              ? BatchInstruction.NEW
              : BatchInstruction.REPLACE;
      case HELD_ORDERS -> BatchInstruction.RELEASE;
      case CANCELLATION -> BatchInstruction.CANCEL;
    };
  }

  private static @Nullable String isAbout(BatchRelease release) {
    return switch (release.kind()) {
      case WHOLE -> release.batch().replacesBatchId();
      case HELD_ORDERS -> null;
      case CANCELLATION -> release.batch().batchId();
    };
  }

  private static io.evenkeel.schemas.Order order(Batch batch, Order order, Boards boards) {
    var security = boards.security(order.securityId());
    return io.evenkeel.schemas.Order.newBuilder()
        .setOrderId(order.orderId())
        .setSecurityId(order.securityId())
        .setSymbol(security == null ? order.securityId() : security.symbol())
        .setCusip(security == null ? null : security.cusip())
        .setFigi(security == null ? null : security.figi())
        .setSleeveId(order.sleeveId())
        .setSide(Symbols.write(order.side(), io.evenkeel.schemas.TradeSide.class))
        .setQuantity(order.quantity().units())
        .setLots(TaxWire.writeLots(order.lots()))
        .setStatus(order.held() ? OrderReleaseStatus.HELD : OrderReleaseStatus.RELEASED)
        .setMarginOrCash(Symbols.write(batch.settlesIn(), io.evenkeel.schemas.AccountType.class))
        .setPhase(order.side() == TradeSide.SELL ? SELLS_FIRST : THEN_BUYS)
        .setBlockKey("%s/%s/%s".formatted(batch.requestId(), order.securityId(), order.side()))
        .build();
  }
}
