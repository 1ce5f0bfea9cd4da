package io.evenkeel.pipeline.wire;

import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.schemas.OrderState;

/** What became of an order. */
final class FillWire {
  private FillWire() {}

  static io.evenkeel.schemas.OrderFill write(OrderFill fill) {
    return io.evenkeel.schemas.OrderFill.newBuilder()
        .setOrderId(fill.orderId())
        .setOrdered(fill.ordered().units())
        .setFilled(fill.filled().units())
        .setAveragePrice(Units.decimal(fill.averagePrice()))
        .setState(Symbols.write(fill.state(), OrderState.class))
        .setReason(fill.reason())
        .build();
  }

  static OrderFill read(io.evenkeel.schemas.OrderFill wire) {
    return new OrderFill(
        wire.getOrderId(),
        new Quantity(wire.getOrdered()),
        new Quantity(wire.getFilled()),
        Units.price(wire.getAveragePrice()),
        Symbols.read(wire.getState(), OrderFill.State.class, "state"),
        wire.getReason());
  }
}
