package io.evenkeel.core.history;

import io.evenkeel.core.history.Anomaly.Code;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill.State;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One order of a batch.
 *
 * <pre>
 * SENT ─► ACKNOWLEDGED ─► PARTIALLY_FILLED ─► FILLED           filled reaches what was ordered
 *   └───────────┴───────────────┴─► REJECTED, CANCELED, EXPIRED   the custodian ended it before
 * </pre>
 *
 * <p>The state follows from the set of results, so a bust or correction can take an order back; of
 * several ends the earliest at the custodian counts, and a fill that completes the order outweighs
 * them. An end that states how much was filled before it counts once that much is here.
 */
final class OrderFolding {
  private static final int PRICE_DECIMALS = 6;

  private final BatchFills.Ordered order;
  private final List<Anomaly> anomalies;

  OrderFolding(BatchFills.Ordered order, List<Anomaly> anomalies) {
    this.order = order;
    this.anomalies = anomalies;
  }

  /** What became of the order, by all results of the batch and the executions that are live. */
  OrderFill fold(List<Execution> results, List<Execution> live) {
    var own = results.stream().filter(this::concerns).toList();
    var fills = live.stream().filter(e -> order.orderId().equals(e.orderId())).toList();
    var filled = fills.stream().map(OrderFolding::quantity).reduce(Quantity.ZERO, Quantity::plus);
    var end = own.stream().filter(OrderFolding::isEnd).min(ExecutionOrder.BY_TIME).orElse(null);
    raise(filled, fills, end);
    var reached = end != null && isReached(end, results) ? end : null;
    var state = state(filled, reached, !own.isEmpty());
    var reason = end != null && state == ending(end) ? end.reason() : null;
    return new OrderFill(
        order.orderId(), order.quantity(), filled, averagePrice(fills, filled), state, reason);
  }

  /** A result of the whole batch concerns every order; a bust without an order names a trade. */
  private boolean concerns(Execution result) {
    return result.orderId() == null
        ? !Trades.moves(result)
        : result.orderId().equals(order.orderId());
  }

  /**
   * Whether everything is here that the custodian had filled when it ended the order: what it says
   * of an end may come before the fills that it counts. What it changed about them since does not
   * take the order back.
   */
  private boolean isReached(Execution end, List<Execution> results) {
    var stated = end.quantity();
    if (stated == null || end.type() == Type.REJECT || stated.compareTo(order.quantity()) > 0) {
      return true;
    }
    var until = results.stream().filter(e -> !e.at().isAfter(end.at())).toList();
    return Trades.of(until, new ArrayList<>()).live().stream()
            .filter(e -> order.orderId().equals(e.orderId()))
            .map(OrderFolding::quantity)
            .reduce(Quantity.ZERO, Quantity::plus)
            .compareTo(stated)
        >= 0;
  }

  private State state(Quantity filled, @Nullable Execution end, boolean answered) {
    if (filled.compareTo(order.quantity()) >= 0) {
      return State.FILLED;
    }
    if (end != null) {
      return ending(end);
    }
    if (filled.signum() > 0) {
      return State.PARTIALLY_FILLED;
    }
    return answered ? State.ACKNOWLEDGED : State.SENT;
  }

  private void raise(Quantity filled, List<Execution> fills, @Nullable Execution end) {
    if (filled.compareTo(order.quantity()) > 0) {
      var sentence =
          "order %s was filled %s and ordered %s"
              .formatted(order.orderId(), filled, order.quantity());
      anomalies.add(new Anomaly(Code.OVERFILL, null, order.orderId(), sentence));
    }
    if (end != null) {
      fills.stream()
          .filter(e -> e.at().isAfter(end.at()))
          .forEach(
              e ->
                  anomalies.add(
                      Anomaly.of(
                          Code.FILL_AFTER_TERMINAL, e, "fills an order that was " + end.type())));
    }
  }

  private static boolean isEnd(Execution result) {
    return switch (result.type()) {
      case REJECT, CANCELED, EXPIRED -> true;
      case ACK, PARTIAL, FILL, BUST, CORRECT, CANCEL_REJECTED -> false;
    };
  }

  private static State ending(Execution end) {
    return switch (end.type()) {
      case REJECT -> State.REJECTED;
      case CANCELED -> State.CANCELED;
      case EXPIRED -> State.EXPIRED;
      case ACK, PARTIAL, FILL, BUST, CORRECT, CANCEL_REJECTED ->
          throw new IllegalArgumentException(end.type() + " ends no order");
    };
  }

  private static @Nullable Price averagePrice(List<Execution> fills, Quantity filled) {
    if (filled.signum() == 0) {
      return null;
    }
    var paid =
        fills.stream()
            .filter(e -> quantity(e).signum() > 0)
            .map(e -> quantity(e).exact().times(Objects.requireNonNull(e.price()).exact()))
            .reduce(Rational.ZERO, Rational::plus);
    var average = paid.dividedBy(filled.exact());
    return new Price(average.toDecimal(PRICE_DECIMALS, RoundingMode.HALF_EVEN));
  }

  private static Quantity quantity(Execution fill) {
    return Objects.requireNonNull(fill.quantity());
  }
}
