package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.HistoryOrder;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.OrderState;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Source;
import io.evenkeel.schemas.TradeLogic;
import io.evenkeel.schemas.TradeSide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Topics {@code rebalance-history} and {@code rebalance-history-accounts}. */
public final class HistoryWire {
  private HistoryWire() {}

  public static RebalanceHistory write(Request request) {
    var submission = request.submission();
    var approval = request.approval();
    var ending = request.ending();
    return counted(request)
        .setRequestId(request.requestId())
        .setFirmId(request.firmId() == null ? "" : request.firmId())
        .setAdvisorId(request.advisor().id())
        .setCustodianId(request.custodian().id())
        .setSource(Symbols.write(submission.source(), Source.class))
        .setStatus(status(request))
        .setResult(result(request))
        .setFill(Symbols.write(request.fill(), FillStatus.class))
        .setTradeLogic(Symbols.writeNullable(submission.logic(), TradeLogic.class))
        .setRetryFailedOf(submission.retryFailedOf())
        .setSubmittedBy(submission.submittedBy())
        .setSubmittedAt(submission.submittedAt())
        .setExpiresAt(request.expiresAt())
        .setApprovedBy(approval == null ? null : approval.approvedBy())
        .setApprovedAt(approval == null ? null : approval.approvedAt())
        .setEndedBy(ending == null ? null : ending.endedBy())
        .setEndedAt(ending == null ? null : ending.endedAt())
        .setAt(request.changedAt())
        .build();
  }

  public static RebalanceHistoryAccount write(@Nullable String firmId, RequestAccountState row) {
    var owner = row.owner();
    return RebalanceHistoryAccount.newBuilder()
        .setRequestId(row.requestId())
        .setAccountId(row.accountId())
        .setFirmId(owner != null ? owner.firmId() : firmId == null ? "" : firmId)
        .setAdvisorId(owner == null ? null : owner.advisorId())
        .setCustodianId(owner == null ? null : owner.custodianId())
        .setStatus(status(row.status()))
        .setIssue(Symbols.writeNullable(row.issue(), IssueCode.class))
        .setSentence(row.sentence())
        .setContentHash(row.contentHash())
        .setBatchId(row.batchId())
        .setReplacesBatchId(row.replacesBatchId())
        .setFill(Symbols.write(row.fill(), FillStatus.class))
        .setOrders(orders(row))
        .setAnomalies(row.anomalies())
        .setAt(row.changedAt())
        .build();
  }

  private static RebalanceHistory.Builder counted(Request request) {
    var counts = request.counts();
    return RebalanceHistory.newBuilder()
        .setAccounts(counts.accounts())
        .setAnswered(counts.answered())
        .setProposed(counts.of(Status.PROPOSED))
        .setNoTrades(counts.of(Status.NO_TRADES))
        .setComplete(counts.complete())
        .setFailed(counts.failed())
        .setRemoved(counts.removed());
  }

  private static RequestStatus status(Request request) {
    return switch (request.phase()) {
      case LOOKING_UP, BUILDING -> RequestStatus.BUILDING;
      case PENDING_APPROVAL -> RequestStatus.PENDING_APPROVAL;
      case APPROVING -> RequestStatus.APPROVED;
      case EXPIRED -> RequestStatus.EXPIRED;
      case CANCELED -> RequestStatus.CANCELED;
      case COMPLETE, COMPLETE_WITH_ERRORS, FAILED ->
          request.approval() == null ? RequestStatus.NOTHING_TO_APPROVE : RequestStatus.APPROVED;
    };
  }

  private static @Nullable HistoryResult result(Request request) {
    return request.phase().isTerminal()
        ? Symbols.write(request.phase(), HistoryResult.class)
        : null;
  }

  private static HistoryAccountStatus status(Status status) {
    return status == Status.HANDED_OVER
        ? HistoryAccountStatus.COMPLETE
        : Symbols.write(status, HistoryAccountStatus.class);
  }

  private static List<HistoryOrder> orders(RequestAccountState row) {
    Map<String, OrderFill> fills = new HashMap<>();
    row.fills().forEach(fill -> fills.put(fill.orderId(), fill));
    return row.orders().stream().map(order -> order(order, fills.get(order.orderId()))).toList();
  }

  private static HistoryOrder order(Order order, @Nullable OrderFill fill) {
    var wire =
        HistoryOrder.newBuilder()
            .setOrderId(order.orderId())
            .setLine(order.line())
            .setSleeveId(order.sleeveId())
            .setSecurityId(order.securityId())
            .setSide(Symbols.write(order.side(), TradeSide.class))
            .setQuantity(order.quantity().units())
            .setPrice(order.price().perUnit());
    if (fill != null) {
      wire.setFilled(fill.filled().units())
          .setAveragePrice(Units.decimal(fill.averagePrice()))
          .setState(Symbols.write(fill.state(), OrderState.class))
          .setReason(fill.reason());
    }
    return wire.build();
  }
}
