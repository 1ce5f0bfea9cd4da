package io.evenkeel.core.account;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A custodian that fills, busts, rejects, cancels and is too late as it likes, and keeps plain
 * books of it: what becomes of an account is to be compared with what these say.
 */
final class RacingCustodian {
  /** One order, in whole shares. */
  static final class Working {
    final String batchId;
    final Order order;
    final Map<String, Integer> trades = new LinkedHashMap<>();
    boolean over;

    private Working(String batchId, Order order) {
      this.batchId = batchId;
      this.order = order;
    }

    int ordered() {
      return order.quantity().units().intValueExact();
    }

    int filled() {
      return trades.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  final Map<String, Working> orders = new LinkedHashMap<>();
  final List<Execution> said = new ArrayList<>();
  final List<BatchRelease> toRead = new ArrayList<>();
  private final Random random;
  private Instant clock = Story.MORNING;

  RacingCustodian(Random random) {
    this.random = random;
  }

  /** Reads the next of what was sent to it. */
  void reads() {
    if (!toRead.isEmpty()) {
      take(toRead.remove(0));
    }
  }

  private void take(BatchRelease release) {
    var batch = release.batch();
    if (release.kind() == BatchRelease.Kind.CANCELLATION) {
      open(batch.batchId()).forEach(this::cancel);
      return;
    }
    var replaced = batch.replacesBatchId();
    if (replaced != null && !open(replaced).isEmpty()) {
      throw new AssertionError("batch " + replaced + " is replaced and can still fill");
    }
    for (var order : batch.orders()) {
      if (orders.put(order.orderId(), new Working(batch.batchId(), order)) != null) {
        throw new AssertionError("order " + order.orderId() + " came twice");
      }
    }
  }

  private List<Working> open(String batchId) {
    return orders.values().stream()
        .filter(order -> !order.over && order.batchId.equals(batchId))
        .toList();
  }

  private void cancel(Working order) {
    if (random.nextInt(4) == 0) {
      say(Type.CANCEL_REJECTED, order, null, null);
    } else {
      end(Type.CANCELED, order);
    }
  }

  private void end(Type type, Working order) {
    order.over = true;
    say(type, order, order.filled(), null);
  }

  /** Does something with an order, or undoes a trade. */
  void acts() {
    var open = orders.values().stream().filter(order -> !order.over).toList();
    var traded = orders.values().stream().filter(order -> order.filled() > 0).toList();
    if (!traded.isEmpty() && random.nextInt(9) == 0) {
      bust(any(traded));
    } else if (!open.isEmpty()) {
      work(any(open));
    }
  }

  private void work(Working order) {
    var left = order.ordered() - order.filled();
    switch (random.nextInt(8)) {
      case 0 -> say(Type.ACK, order, null, null);
      case 1 -> fill(order, left);
      case 2 -> end(order.filled() == 0 ? Type.REJECT : Type.EXPIRED, order);
      default -> fill(order, 1 + random.nextInt(left));
    }
  }

  private void fill(Working order, int quantity) {
    var id = say(Type.FILL, order, quantity, null);
    order.trades.put(id, quantity);
    order.over = order.filled() == order.ordered();
  }

  /** An order that was filled whole is not worked again: its end says what is left of it. */
  private void bust(Working order) {
    var wasFilled = order.filled() == order.ordered();
    var trade = any(List.copyOf(order.trades.keySet()));
    order.trades.remove(trade);
    say(Type.BUST, order, null, trade);
    if (wasFilled) {
      end(Type.CANCELED, order);
    }
  }

  /** Ends whatever is open. */
  void finishes() {
    while (!toRead.isEmpty()) {
      reads();
    }
    for (var order : orders.values()) {
      if (!order.over) {
        fillOrEnd(order);
      }
    }
  }

  private void fillOrEnd(Working order) {
    if (random.nextBoolean()) {
      fill(order, order.ordered() - order.filled());
    } else {
      end(Type.EXPIRED, order);
    }
  }

  /** Everything that it knows is open is filled. */
  void fillsEverything() {
    reads();
    orders.values().stream()
        .filter(order -> !order.over)
        .forEach(order -> fill(order, order.ordered() - order.filled()));
  }

  /** A fill of what it said was canceled. */
  void fillsLate() {
    orders.values().stream()
        .filter(order -> order.over && order.filled() < order.ordered())
        .findFirst()
        .ifPresent(order -> order.trades.put(say(Type.FILL, order, 1, null), 1));
  }

  /** Shares of a security that were bought, less those that were sold. */
  int bought(String securityId) {
    return orders.values().stream()
        .filter(order -> order.order.securityId().equals(securityId))
        .mapToInt(o -> o.order.side() == TradeSide.BUY ? o.filled() : -o.filled())
        .sum();
  }

  Instant clock() {
    return clock;
  }

  private String say(Type type, Working order, @Nullable Integer quantity, @Nullable String ref) {
    clock = clock.plusSeconds(1);
    var id = "E-" + said.size();
    said.add(
        new Execution(
            id,
            type,
            ref,
            order.order.orderId(),
            null,
            "A-1",
            order.batchId,
            "SCHWAB",
            quantity == null ? null : new Quantity(BigDecimal.valueOf(quantity)),
            type == Type.FILL ? Price.of("100") : null,
            null,
            null,
            null,
            null,
            type == Type.CANCEL_REJECTED ? "too late" : null,
            clock));
    return id;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
