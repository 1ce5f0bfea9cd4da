package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.schemas.ProposedOrder;
import java.util.List;

/** Orders and transfers as proposals and batches carry them inside the pipeline. */
final class OrderWire {
  private OrderWire() {}

  static List<ProposedOrder> writeOrders(List<Order> orders) {
    return orders.stream().map(OrderWire::write).toList();
  }

  static List<Order> readOrders(List<ProposedOrder> orders) {
    return orders.stream().map(OrderWire::read).toList();
  }

  static List<io.evenkeel.schemas.Transfer> writeTransfers(List<Transfer> transfers) {
    return transfers.stream().map(OrderWire::write).toList();
  }

  static List<Transfer> readTransfers(List<io.evenkeel.schemas.Transfer> transfers) {
    return transfers.stream().map(OrderWire::read).toList();
  }

  private static ProposedOrder write(Order order) {
    return ProposedOrder.newBuilder()
        .setOrderId(order.orderId())
        .setLine(order.line())
        .setSleeveId(order.sleeveId())
        .setSecurityId(order.securityId())
        .setSide(Symbols.write(order.side(), io.evenkeel.schemas.TradeSide.class))
        .setQuantity(order.quantity().units())
        .setPrice(order.price().perUnit())
        .setCash(order.cash().dollars())
        .setLots(TaxWire.writeLots(order.lots()))
        .setGain(TaxWire.write(order.gain()))
        .setHeld(order.held())
        .build();
  }

  private static Order read(ProposedOrder wire) {
    return new Order(
        wire.getOrderId(),
        wire.getLine(),
        wire.getSleeveId(),
        wire.getSecurityId(),
        Symbols.read(wire.getSide(), TradeSide.class, "side"),
        new Quantity(wire.getQuantity()),
        new Price(wire.getPrice()),
        new Money(wire.getCash()),
        TaxWire.readLots(wire.getLots()),
        TaxWire.read(wire.getGain()),
        wire.getHeld());
  }

  private static io.evenkeel.schemas.Transfer write(Transfer transfer) {
    return io.evenkeel.schemas.Transfer.newBuilder()
        .setFromSleeveId(transfer.fromSleeveId())
        .setToSleeveId(transfer.toSleeveId())
        .setAmount(transfer.amount().dollars())
        .build();
  }

  private static Transfer read(io.evenkeel.schemas.Transfer wire) {
    return new Transfer(wire.getFromSleeveId(), wire.getToSleeveId(), new Money(wire.getAmount()));
  }
}
