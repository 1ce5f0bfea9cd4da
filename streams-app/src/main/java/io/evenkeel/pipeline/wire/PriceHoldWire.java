package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import io.evenkeel.schemas.PriceRefusal;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Topic {@code price-holds}. */
public final class PriceHoldWire {
  private PriceHoldWire() {}

  public static PriceHold hold(String securityId, io.evenkeel.schemas.PriceHold wire) {
    if (!wire.getSecurityId().equals(securityId)) {
      throw new IllegalArgumentException(
          "the key %s is not the securityId %s".formatted(securityId, wire.getSecurityId()));
    }
    return new PriceHold(
        securityId,
        Symbols.read(wire.getReason(), RefusalReason.class, "reason"),
        tick(wire.getLastGoodPrice(), wire.getLastGoodAsOf(), wire.getCurrency()),
        tick(wire.getHeldPrice(), wire.getHeldAsOf(), wire.getCurrency()),
        wire.getReleased(),
        wire.getReleasedBy(),
        wire.getPartition(),
        wire.getOffset());
  }

  private static @Nullable Tick tick(
      @Nullable BigDecimal price, @Nullable Instant asOf, String currency) {
    return price == null || asOf == null ? null : new Tick(new Price(price), currency, asOf);
  }

  /**
   * As price-holds has it.
   *
   * @param at when it was decided
   */
  public static io.evenkeel.schemas.PriceHold write(PriceHold hold, Instant at) {
    var good = hold.lastGood();
    var refused = hold.refused();
    return io.evenkeel.schemas.PriceHold.newBuilder()
        .setSecurityId(hold.securityId())
        .setReason(Symbols.write(hold.reason(), PriceRefusal.class))
        .setLastGoodPrice(good == null ? null : good.price().perUnit())
        .setLastGoodAsOf(good == null ? null : good.asOf())
        .setHeldPrice(refused == null ? null : refused.price().perUnit())
        .setHeldAsOf(refused == null ? null : refused.asOf())
        .setCurrency(currency(good, refused))
        .setReleased(hold.released())
        .setReleasedBy(hold.releasedBy())
        .setPartition(hold.partition())
        .setOffset(hold.offset())
        .setAt(at)
        .build();
  }

  private static String currency(@Nullable Tick good, @Nullable Tick refused) {
    if (good != null) {
      return good.currency();
    }
    return refused == null ? "USD" : refused.currency();
  }
}
