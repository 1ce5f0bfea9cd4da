package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** An order that was taken, and what was said of it. */
final class OpenOrder {
  private final Order order;
  private final Set<String> said = new HashSet<>();
  private BigDecimal filled = BigDecimal.ZERO;
  private boolean released;
  private boolean ended;

  OpenOrder(Order order) {
    this.order = order;
    this.released = order.getStatus() == OrderReleaseStatus.RELEASED;
  }

  Order order() {
    return order;
  }

  BigDecimal filled() {
    return filled;
  }

  boolean isReleased() {
    return released;
  }

  void release() {
    released = true;
  }

  /** Nothing more will happen to it. */
  boolean isEnded() {
    return ended;
  }

  boolean wasSaid(String executionId) {
    return said.contains(executionId);
  }

  void say(ExecutionResult result) {
    if (!said.add(result.getExecutionId())) {
      return;
    }
    switch (result.getExecType()) {
      case PARTIAL, FILL -> {
        filled = filled.add(result.getQuantity());
        ended |= filled.compareTo(order.getQuantity()) >= 0;
      }
      case REJECT, CANCELED, EXPIRED -> ended = true;
      default -> {
        // Says nothing of what is left.
      }
    }
  }
}
