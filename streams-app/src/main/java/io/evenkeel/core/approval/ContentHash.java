package io.evenkeel.core.approval;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.Transfer;
import java.util.List;

/**
 * The content hash of a proposal: 64 hexadecimal digits over everything that would be traded, in
 * its order, and the contents that it was built on. Versions and times stay outside: the same
 * content sent again is the same content; whether an order waits is no part of it.
 *
 * <p>The first 32 digits are of a SHA-256 over what a batch carries too, so that the last step
 * before the custodian can check a batch by itself; the last 32 are of one over that and all the
 * rest.
 */
public final class ContentHash {
  private ContentHash() {}

  /** The hash of a proposal with these contents. */
  public static String of(
      String requestId,
      String accountId,
      TradeLogic logic,
      List<Order> orders,
      List<Transfer> transfers,
      List<Acr> acrs,
      Proposal.Basis basis) {
    var trades = trades(requestId, accountId, orders, transfers);
    var rest =
        new CanonicalText()
            .field(trades)
            .field(logic)
            .list(acrs, ContentHash::acr)
            .field(basis.positions())
            .field(basis.target())
            .field(basis.models());
    if (!basis.restrictions().isEmpty()) {
      rest.field(basis.restrictions());
    }
    return trades + rest.half();
  }

  /** The hash that this proposal's contents have, whatever it says itself. */
  public static String of(Proposal proposal) {
    return of(
        proposal.requestId(),
        proposal.accountId(),
        proposal.logic(),
        proposal.orders(),
        proposal.transfers(),
        proposal.acrs(),
        proposal.basis());
  }

  /** Whether the batch has exactly the orders and transfers whose hash was approved. */
  public static boolean isOf(Batch batch) {
    var trades = trades(batch.requestId(), batch.accountId(), batch.orders(), batch.transfers());
    return batch.contentHash().length() == 2 * CanonicalText.HALF_DIGITS
        && batch.contentHash().startsWith(trades);
  }

  private static String trades(
      String requestId, String accountId, List<Order> orders, List<Transfer> transfers) {
    return new CanonicalText()
        .field(requestId)
        .field(accountId)
        .list(orders, ContentHash::order)
        .list(transfers, ContentHash::transfer)
        .half();
  }

  private static void order(CanonicalText text, Order order) {
    text.field(order.orderId())
        .field(order.line())
        .field(order.sleeveId())
        .field(order.securityId())
        .field(order.side())
        .field(order.quantity())
        .field(order.price())
        .field(order.cash());
    if (!order.lots().isEmpty()) {
      text.list(order.lots(), ContentHash::lot);
    }
  }

  static void lot(CanonicalText text, Lot lot) {
    text.field(lot.quantity())
        .field(String.valueOf(lot.costBasis()))
        .field(String.valueOf(lot.acquired()));
  }

  static void transfer(CanonicalText text, Transfer transfer) {
    text.field(transfer.fromSleeveId()).field(transfer.toSleeveId()).field(transfer.amount());
  }

  private static void acr(CanonicalText text, Acr acr) {
    var change = acr.change();
    text.field(acr.acrId())
        .field(acr.source())
        .field(change.modelId())
        .field(change.sleeveId())
        .field(change.type())
        .field(change.amount())
        .field(change.before())
        .field(change.applied())
        .field(change.latches());
  }
}
