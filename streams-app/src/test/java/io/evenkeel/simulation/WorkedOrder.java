package io.evenkeel.simulation;

import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One order as its custodian has it: what was traded of it is what this says, nothing else. */
final class WorkedOrder {
  /** One execution that stands. */
  record Traded(BigDecimal quantity, BigDecimal price, Instant at) {}

  private final Order order;
  private final Map<String, Traded> traded = new LinkedHashMap<>();
  private BigDecimal everTraded = BigDecimal.ZERO;
  private Instant lastTraded = Instant.MIN;
  private boolean ended;
  private boolean held;

  WorkedOrder(Order order, boolean held) {
    this.order = order;
    this.held = held;
  }

  Order order() {
    return order;
  }

  Map<String, Traded> traded() {
    return traded;
  }

  void trade(String executionId, Traded how) {
    traded.put(executionId, how);
    everTraded = everTraded.add(how.quantity());
    lastTraded = how.at().isAfter(lastTraded) ? how.at() : lastTraded;
  }

  /** Of what was busted since, too; the beginning of time where nothing was traded. */
  Instant lastTraded() {
    return lastTraded;
  }

  /** Another price of the same execution. */
  void correct(String executionId, Traded how) {
    traded.put(executionId, how);
  }

  /** Of what was busted since, too. */
  BigDecimal everTraded() {
    return everTraded;
  }

  BigDecimal filled() {
    return traded.values().stream().map(Traded::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal left() {
    return order.getQuantity().subtract(filled());
  }

  boolean isOver() {
    return ended || left().signum() <= 0;
  }

  boolean isHeld() {
    return held;
  }

  void release() {
    held = false;
  }

  void end() {
    ended = true;
  }
}
