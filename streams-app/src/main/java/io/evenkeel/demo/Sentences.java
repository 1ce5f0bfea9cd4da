package io.evenkeel.demo;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftLine;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.Side;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records in words. */
final class Sentences {
  private Sentences() {}

  /** {@code A-17: XOM 34.1 % against 28 % ± 5.6}, of the first breached line that flags. */
  static Optional<String> breach(DriftEvent event) {
    return event.getLines().stream()
        .filter(line -> line.getTriggers() && line.getSide() != Side.NONE)
        .findFirst()
        .map(line -> event.getAccountId() + ": " + line(line));
  }

  private static String line(DriftLine line) {
    return "%s %s %% against %s %% ± %s"
        .formatted(
            line.getLine().replaceFirst("^(SECURITY|MODEL):", ""),
            percent(line.getWeight()),
            percent(line.getTarget()),
            percent(line.getTarget().subtract(line.getLow())));
  }

  static String batch(ApprovedTradeBatch batch) {
    var sells = batch.getOrders().stream().filter(o -> o.getSide() == TradeSide.SELL).count();
    return "approved: %s of %s goes to %s with %d sells, %d buys and %d transfers"
        .formatted(
            batch.getBatchId(),
            batch.getAccountId(),
            batch.getCustodianId(),
            sells,
            batch.getOrders().size() - sells,
            batch.getTransfers().size());
  }

  static String canceled(ApprovedTradeBatch batch) {
    return "canceled: batch %s of %s is called off at %s; what is filled of it stays"
        .formatted(batch.getBatchId(), batch.getAccountId(), batch.getCustodianId());
  }

  static String replaced(ApprovedTradeBatch batch) {
    return "replaced: batch %s of %s goes to %s in the place of %s, with %d orders"
        .formatted(
            batch.getBatchId(),
            batch.getAccountId(),
            batch.getCustodianId(),
            batch.getReplacesBatchId(),
            batch.getOrders().size());
  }

  /** {@code split: NOVA splits 2-for-1 as of 2026-11-20; …}. */
  static String split(String securityId, CorporateAction action) {
    return "split: %s splits %s-for-1 as of %s; accounts that hold it wait for its new price and their new positions"
        .formatted(securityId, plain(action.getRatio()), action.getEffectiveDate());
  }

  static String proposed(RebalanceHistory request) {
    return "proposed: request %s of %d accounts waits for approval"
        .formatted(request.getRequestId(), request.getAccounts());
  }

  static String fill(ExecutionResult result) {
    return "filled: order %s, %s at %s"
        .formatted(result.getOrderId(), plain(result.getQuantity()), plain(result.getPrice()));
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "?" : number.stripTrailingZeros().toPlainString();
  }

  /** {@code cash: deposit M-1 of 5000.00 dollars by A-1, dated 2026-11-20, is WORKING}. */
  static String movement(CashMovementRun run) {
    var why = run.getSentence();
    return "cash: %s %s of %s dollars by %s, dated %s, is %s%s"
        .formatted(
            run.getDirection().name().toLowerCase(Locale.ROOT),
            run.getRunId(),
            run.getAmount().setScale(2, RoundingMode.HALF_EVEN),
            run.getAccountId(),
            run.getDate(),
            run.getStatus(),
            why == null ? "" : ": " + why);
  }

  static String held(ApprovedTradeBatch batch, Order order) {
    return "held: order %s to %s %s %s is large beside its average daily volume and waits in %s for RELEASE_ORDERS"
        .formatted(
            order.getOrderId(),
            order.getSide().name().toLowerCase(Locale.ROOT),
            plain(order.getQuantity()),
            order.getSecurityId(),
            batch.getBatchId());
  }

  /** {@code failed: A-17 in request R-1, STALE_PROPOSAL: The price of XOM moved …}. */
  static String failed(RebalanceHistoryAccount account) {
    return "failed: %s in request %s, %s: %s"
        .formatted(
            account.getAccountId(),
            account.getRequestId(),
            account.getIssue(),
            account.getSentence());
  }

  static String history(RebalanceHistory request) {
    return "history: request %s is %s: %d complete, %d failed, %d removed"
        .formatted(
            request.getRequestId(),
            request.getResult(),
            request.getComplete(),
            request.getFailed(),
            request.getRemoved());
  }

  private static String percent(BigDecimal weight) {
    return weight
        .movePointRight(2)
        .setScale(1, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
