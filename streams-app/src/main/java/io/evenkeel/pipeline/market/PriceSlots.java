package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Tick;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last good price of every security, by its number; one writer, any number of readers. A price
 * never changes once it is in its slot, so a reader sees a whole one and waits for nobody.
 */
final class PriceSlots {
  private static final int FIRST_ROOM = 1024;

  private volatile AtomicReferenceArray<@Nullable Good> slots =
      new AtomicReferenceArray<>(FIRST_ROOM);

  /**
   * A last good price.
   *
   * @param quarantined whether a newer one is held
   * @param offset of the record that brought it, in its partition of the prices topic
   */
  record Good(Tick tick, boolean quarantined, long offset) {}

  /** Puts a price, or that there is none; one thread only. */
  void write(int symbol, @Nullable Tick tick, boolean quarantined, long offset) {
    var good = tick == null ? null : new Good(tick, quarantined, offset);
    roomFor(symbol).setRelease(symbol, good);
  }

  /** The newest price; {@code null} where there is none. */
  @Nullable Good read(int symbol) {
    var all = slots;
    return symbol < all.length() ? all.getAcquire(symbol) : null;
  }

  private AtomicReferenceArray<@Nullable Good> roomFor(int symbol) {
    var all = slots;
    if (symbol < all.length()) {
      return all;
    }
    var more = new AtomicReferenceArray<@Nullable Good>(Math.max(symbol + 1, 2 * all.length()));
    for (var known = 0; known < all.length(); known++) {
      more.setPlain(known, all.getPlain(known));
    }
    slots = more;
    return more;
  }
}
