package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.book.AccountType;

/** A batch inside the pipeline: on {@code account-outcomes} and {@code releases}. */
final class BatchWire {
  private BatchWire() {}

  static io.evenkeel.schemas.Batch write(Batch batch) {
    return io.evenkeel.schemas.Batch.newBuilder()
        .setBatchId(batch.batchId())
        .setRequestId(batch.requestId())
        .setAccountId(batch.accountId())
        .setFirmId(batch.firmId())
        .setAdvisorId(batch.advisorId())
        .setCustodianId(batch.custodianId())
        .setCustodianAccountRef(batch.custodianAccountRef())
        .setContentHash(batch.contentHash())
        .setBatchHash(batch.batchHash())
        .setApprovedBy(batch.approvedBy())
        .setApprovedAt(batch.approvedAt())
        .setExecuteBy(batch.executeBy())
        .setOrders(OrderWire.writeOrders(batch.orders()))
        .setTransfers(OrderWire.writeTransfers(batch.transfers()))
        .setMarginOrCash(Symbols.write(batch.settlesIn(), io.evenkeel.schemas.AccountType.class))
        .setReplacesBatchId(batch.replacesBatchId())
        .build();
  }

  static Batch read(io.evenkeel.schemas.Batch wire) {
    return new Batch(
        wire.getBatchId(),
        wire.getRequestId(),
        wire.getAccountId(),
        wire.getFirmId(),
        wire.getAdvisorId(),
        wire.getCustodianId(),
        wire.getCustodianAccountRef(),
        wire.getContentHash(),
        wire.getBatchHash(),
        wire.getApprovedBy(),
        wire.getApprovedAt(),
        wire.getExecuteBy(),
        OrderWire.readOrders(wire.getOrders()),
        OrderWire.readTransfers(wire.getTransfers()),
        Symbols.read(wire.getMarginOrCash(), AccountType.class, "marginOrCash"),
        wire.getReplacesBatchId());
  }
}
