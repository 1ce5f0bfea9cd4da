package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.Transfer;
import java.util.List;

/**
 * The content hash of a proposal: SHA-256 in hex over everything that would be traded, in its
 * order, and the contents that it was built on. Versions and times stay outside: the same content
 * sent again is the same content.
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
    return new CanonicalText()
        .field(requestId)
        .field(accountId)
        .field(logic)
        .list(orders, ContentHash::order)
        .list(transfers, ContentHash::transfer)
        .list(acrs, ContentHash::acr)
        .field(basis.positions())
        .field(basis.target())
        .field(basis.models())
        .sha256();
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

  private static void order(CanonicalText text, Order order) {
    text.field(order.orderId())
        .field(order.line())
        .field(order.sleeveId())
        .field(order.securityId())
        .field(order.side())
        .field(order.quantity())
        .field(order.price())
        .field(order.cash());
  }

  private static void transfer(CanonicalText text, Transfer transfer) {
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
