package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.core.tax.AccountGain;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a build proposes for one account of one request. It can place no order: approval alone turns
 * it into a {@link Batch}.
 *
 * @param contentHash over everything that would be traded and the basis ({@link ContentHash})
 * @param basis what it was built on
 */
public record Proposal(
    String requestId,
    String accountId,
    TradeLogic logic,
    List<Order> orders,
    List<Transfer> transfers,
    List<Acr> acrs,
    Basis basis,
    String contentHash,
    Instant builtAt) {
  public Proposal {
    orders = List.copyOf(orders);
    transfers = List.copyOf(transfers);
    acrs = List.copyOf(acrs);
  }

  /** What its sales are estimated to gain; {@code null} where it sells nothing. */
  public @Nullable AccountGain gain() {
    return AccountGain.of(orders.stream().map(Order::gain).filter(Objects::nonNull).toList());
  }

  /**
   * The contents that must not have changed when the proposal is approved, as hashes, and the
   * versions they had, for people.
   *
   * @param positions hash of holdings and cash of every sleeve, not of the version
   * @param target hash of the expanded target's content
   * @param models hash of the weights of every model that it follows
   * @param restrictions hash of the restrictions that stood; empty where there were none
   */
  public record Basis(
      String positions,
      String target,
      String models,
      String restrictions,
      long positionsVersion,
      java.util.SortedMap<String, Long> targetVersions,
      java.util.SortedMap<String, Long> modelVersions) {}
}
