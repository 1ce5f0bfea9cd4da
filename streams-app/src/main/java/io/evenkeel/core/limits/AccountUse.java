package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the last step sent of one account.
 *
 * @param key the custodian and the account
 * @param day the business day that is counted
 * @param orders sent on that day
 * @param recent batches that may still make another one a duplicate, oldest first
 * @param until may be forgotten after that
 */
public record AccountUse(
    String key, LocalDate day, int orders, List<SentBatch> recent, Instant until) {
  /** A batch as it was sent. */
  public record SentBatch(String batchId, Instant at, List<SentOrder> orders) {
    public SentBatch {
      orders = List.copyOf(orders);
    }
  }

  /** What makes an order the same as another one, whatever its id. */
  public record SentOrder(
      String orderId, String sleeveId, String securityId, TradeSide side, Quantity quantity) {
    static SentOrder of(Order order) {
      return new SentOrder(
          order.orderId(), order.sleeveId(), order.securityId(), order.side(), order.quantity());
    }

    boolean isSameAs(SentOrder other) {
      return securityId.equals(other.securityId)
          && side == other.side
          && sleeveId.equals(other.sleeveId)
          && quantity.equals(other.quantity);
    }
  }

  public AccountUse {
    recent = List.copyOf(recent);
  }

  /** The key of an account at a custodian. */
  public static String key(String custodianId, String accountId) {
    return custodianId + "/" + accountId;
  }

  /** Before anything was sent. */
  public static AccountUse none(String key) {
    return new AccountUse(key, LocalDate.EPOCH, 0, List.of(), Instant.EPOCH);
  }

  int ordersOn(LocalDate asked) {
    return asked.equals(day) ? orders : 0;
  }

  /**
   * An order that was sent and is the same as this one; {@code null} where there is none.
   *
   * @param since what was sent before counts no more
   * @param exceptBatchId a batch that is replaced; {@code null} where none is
   */
  @Nullable SentOrder sameAs(SentOrder order, Instant since, @Nullable String exceptBatchId) {
    return recent.stream()
        .filter(batch -> !batch.at().isBefore(since) && !batch.batchId().equals(exceptBatchId))
        .flatMap(batch -> batch.orders().stream())
        .filter(order::isSameAs)
        .findFirst()
        .orElse(null);
  }

  /**
   * The same with a batch sent.
   *
   * @param since batches that were sent before can be forgotten
   */
  AccountUse with(SentBatch batch, LocalDate on, Instant since, Instant newUntil) {
    var kept = recent.stream().filter(earlier -> !earlier.at().isBefore(since));
    return new AccountUse(
        key,
        on,
        ordersOn(on) + batch.orders().size(),
        Stream.concat(kept, Stream.of(batch)).toList(),
        newUntil);
  }

  /** The same after a batch was canceled: what it asked for may be asked for again. */
  AccountUse without(String batchId) {
    var others = recent.stream().filter(batch -> !batch.batchId().equals(batchId)).toList();
    return new AccountUse(key, day, orders, others, until);
  }
}
