package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Where orders are executed: your own order management in the place of {@link PaperMarket}. It is
 * asked again after a crash, so both requests must do nothing the second time.
 */
public interface Market {
  /**
   * Puts an order into the market, with the tax lots that it names. An order id that it has, or has
   * had, changes nothing.
   */
  void place(Order order);

  /**
   * Takes what is left of an order out of the market. {@link Canceled} is reported, unless a trade
   * was quicker; also of an order that it does not have, and then never will.
   */
  void cancel(Order order);

  /** What happened since it was asked last. What was reported before may come again. */
  List<Report> reports();

  /** Something that happened to an order. */
  sealed interface Report {
    String orderId();

    Instant at();
  }

  /**
   * A trade.
   *
   * @param number of the order's trades, from 1; the same trade always has the same number
   */
  record Traded(String orderId, int number, BigDecimal quantity, BigDecimal price, Instant at)
      implements Report {}

  /** The market does not take the order. */
  record Refused(String orderId, String reason, Instant at) implements Report {}

  /** Nothing more will be traded of the order. */
  record Canceled(String orderId, Instant at) implements Report {}
}
