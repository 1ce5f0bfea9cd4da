package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Price slots")
class PriceSlotsTest {
  private final PriceSlots slots = new PriceSlots();

  @ParameterizedTest
  @CsvSource({
    "0.000001,USD,1970-01-01T00:00:00Z,0,false",
    "8999999999999.999999,ZZZ,2026-11-20T17:00:00.123456Z,140737488355327,true",
    "123.45,AAA,1969-07-20T20:17:40.000001Z,12345678901,true",
    "1,EUR,9999-12-31T23:59:59.999999Z,1,false"
  })
  void giveBackWhatWasWritten(
      String price, String currency, Instant asOf, long offset, boolean quarantined) {
    var tick = new Tick(Price.of(price), currency, asOf);

    slots.write(3, tick, quarantined, offset);

    assertThat(slots.read(3)).isEqualTo(new PriceSlots.Good(tick, quarantined, offset));
  }

  @Test
  void haveNoPriceBeforeTheFirstAndAfterATombstone() {
    assertThat(slots.read(0)).isNull();

    slots.write(0, new Tick(Price.of("1"), "USD", Instant.EPOCH), false, 5);
    slots.write(0, null, false, 6);

    assertThat(slots.read(0)).isNull();
  }

  @Test
  void keepEveryPriceWhenTheyGrow() {
    var tick = new Tick(Price.of("1"), "USD", Instant.EPOCH);
    for (var symbol = 0; symbol < 5_000; symbol++) {
      slots.write(symbol, tick, false, symbol);
    }

    for (var symbol = 0; symbol < 5_000; symbol++) {
      assertThat(slots.read(symbol)).isEqualTo(new PriceSlots.Good(tick, false, symbol));
    }
    assertThat(slots.read(10_000)).isNull();
  }

  /** Of each write all three parts tell the same number. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @Timeout(60)
  void neverShowHalfOfAWriteAndNeverGoBack(long seed) throws Exception {
    var done = new AtomicBoolean();
    var threads = Executors.newFixedThreadPool(2);
    try {
      var readers = List.of(threads.submit(reader(done)), threads.submit(reader(done)));
      write(seed);
      done.set(true);

      for (var reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  /** Symbols come up one after another, so that the slots grow meanwhile. */
  private void write(long seed) {
    var random = new Random(seed);
    var until = System.nanoTime() + 300_000_000L;
    for (var count = 1L; System.nanoTime() < until; count++) {
      var symbol = random.nextInt((int) Math.min(count, SYMBOLS));
      var tick =
          new Tick(
              Price.of(Long.toString(count)), "USD", Instant.EPOCH.plus(count, ChronoUnit.MICROS));
      slots.write(symbol, tick, count % 2 == 0, count);
    }
  }

  private static final int SYMBOLS = 20_000;

  private Callable<Long> reader(AtomicBoolean done) {
    return () -> {
      var newest = new long[SYMBOLS];
      var reads = 0L;
      for (var symbol = 0; !done.get(); symbol = (symbol + 1) % SYMBOLS) {
        var good = slots.read(symbol);
        if (good != null) {
          assertThat(good.tick().asOfMicros()).isEqualTo(good.offset());
          assertThat(good.quarantined()).isEqualTo(good.offset() % 2 == 0);
          assertThat(good.offset()).isGreaterThanOrEqualTo(newest[symbol]);
          newest[symbol] = good.offset();
          reads++;
        }
      }
      return reads;
    };
  }
}
