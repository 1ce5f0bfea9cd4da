package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Refusal;
import org.jspecify.annotations.Nullable;

/** Tells the price board what price-holds says. */
final class PriceHoldBoard implements Intake.Taker<PriceHold> {
  private final PriceBoard prices;

  PriceHoldBoard(PriceBoard prices) {
    this.prices = prices;
  }

  @Override
  public @Nullable Refusal take(String id, PriceHold hold, Place place) {
    prices.recorded(id, hold);
    return null;
  }

  @Override
  public @Nullable Refusal withdraw(String id, Place place) {
    prices.recorded(id, null);
    return null;
  }
}
