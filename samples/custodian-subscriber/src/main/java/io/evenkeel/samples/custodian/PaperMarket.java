package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderType;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A market on paper: one trade at each look, at the last price; an order of {@value #IN_PARTS_FROM}
 * units or more in two. What it trades is a function of the order, so it may forget everything and
 * report the same trades under the same numbers.
 */
public final class PaperMarket implements Market {
  private static final int IN_PARTS_FROM = 100;
  private static final BigDecimal FIRST_PART = new BigDecimal("0.4");

  private final Function<String, Optional<BigDecimal>> prices;
  private final Clock clock;
  private final Map<String, Standing> standing = new LinkedHashMap<>();
  private final Map<String, Canceled> canceled = new HashMap<>();
  private final List<Report> unreported = new ArrayList<>();

  /** What is left of an order. */
  private record Standing(Order order, int trades, BigDecimal left) {}

  /**
   * A market with these prices.
   *
   * @param prices by securityId; an order whose security has none waits
   */
  public PaperMarket(Function<String, Optional<BigDecimal>> prices, Clock clock) {
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public void place(Order order) {
    if (!canceled.containsKey(order.getOrderId())) {
      standing.putIfAbsent(order.getOrderId(), new Standing(order, 0, order.getQuantity()));
    }
  }

  @Override
  public void cancel(Order order) {
    var id = order.getOrderId();
    var stands = standing.get(id);
    if (stands == null || stands.left().signum() > 0) {
      standing.remove(id);
      unreported.add(canceled.computeIfAbsent(id, i -> new Canceled(i, now())));
    }
  }

  @Override
  public List<Report> reports() {
    standing.replaceAll((id, order) -> order.left().signum() > 0 ? traded(order) : order);
    var reports = List.copyOf(unreported);
    unreported.clear();
    return reports;
  }

  private Standing traded(Standing before) {
    var price = prices.apply(before.order().getSecurityId()).filter(p -> takes(before.order(), p));
    if (price.isEmpty()) {
      return before;
    }
    var quantity = next(before);
    var number = before.trades() + 1;
    unreported.add(new Traded(before.order().getOrderId(), number, quantity, price.get(), now()));
    return new Standing(before.order(), number, before.left().subtract(quantity));
  }

  private static BigDecimal next(Standing order) {
    var whole = order.order().getQuantity();
    return order.trades() == 0 && whole.compareTo(BigDecimal.valueOf(IN_PARTS_FROM)) >= 0
        ? whole.multiply(FIRST_PART).setScale(0, RoundingMode.DOWN)
        : order.left();
  }

  private static boolean takes(Order order, BigDecimal price) {
    if (order.getOrderType() != OrderType.LIMIT) {
      return true;
    }
    var beyond = price.compareTo(order.getLimitPrice());
    return order.getSide() == TradeSide.BUY ? beyond <= 0 : beyond >= 0;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
