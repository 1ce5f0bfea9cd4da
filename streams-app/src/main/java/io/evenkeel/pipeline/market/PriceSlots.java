package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Last good prices in words: a price in millionths, its time in microseconds, and a word that says
 * whether there is a price (bit 0), whether it is quarantined (bit 1), in which currency (five bits
 * a letter) and at which offset it was accepted (the 47 bits above).
 */
final class PriceSlots {
  private static final int DECIMALS = 6;
  private static final long PRESENT = 1;
  private static final long QUARANTINED = 2;
  private static final int CURRENCY_SHIFT = 2;
  private static final int OFFSET_SHIFT = CURRENCY_SHIFT + 15;

  private final QuoteSlots slots = new QuoteSlots();

  /**
   * A last good price.
   *
   * @param quarantined whether a newer one is held
   * @param offset of the record that brought it, in its partition of the prices topic
   */
  record Good(Tick tick, boolean quarantined, long offset) {}

  /** Puts a price, or that there is none; one thread only. */
  void write(int symbol, @Nullable Tick tick, boolean quarantined, long offset) {
    if (tick == null) {
      slots.write(symbol, 0, 0, 0);
    } else {
      slots.write(symbol, millionths(tick), micros(tick), detail(tick, quarantined, offset));
    }
  }

  /** The newest price; {@code null} where there is none. */
  @Nullable Good read(int symbol) {
    var words = new QuoteSlots.Words();
    slots.read(symbol, words);
    return (words.detail() & PRESENT) == 0 ? null : good(words);
  }

  private static Good good(QuoteSlots.Words words) {
    var detail = words.detail();
    var tick =
        new Tick(
            new Price(BigDecimal.valueOf(words.price(), DECIMALS)),
            currency(detail >>> CURRENCY_SHIFT),
            Instant.EPOCH.plus(words.asOf(), ChronoUnit.MICROS));
    return new Good(tick, (detail & QUARANTINED) != 0, detail >>> OFFSET_SHIFT);
  }

  private static long millionths(Tick tick) {
    return tick.price().perUnit().setScale(DECIMALS).unscaledValue().longValueExact();
  }

  static long micros(Tick tick) {
    var asOf = tick.asOf();
    return Math.addExact(
        Math.multiplyExact(asOf.getEpochSecond(), 1_000_000L), asOf.getNano() / 1_000);
  }

  private static long detail(Tick tick, boolean quarantined, long offset) {
    var flags = quarantined ? PRESENT | QUARANTINED : PRESENT;
    return offset << OFFSET_SHIFT | letters(tick.currency()) << CURRENCY_SHIFT | flags;
  }

  private static long letters(String currency) {
    return (long) (currency.charAt(0) - 'A') << 10
        | (long) (currency.charAt(1) - 'A') << 5
        | (currency.charAt(2) - 'A');
  }

  private static final String USD = "USD";
  private static final long USD_LETTERS = letters(USD);

  private static String currency(long letters) {
    var packed = letters & 0x7fff;
    return packed == USD_LETTERS
        ? USD
        : new String(new char[] {letter(packed >>> 10), letter(packed >>> 5), letter(packed)});
  }

  private static char letter(long packed) {
    return (char) ('A' + (packed & 0x1f));
  }
}
