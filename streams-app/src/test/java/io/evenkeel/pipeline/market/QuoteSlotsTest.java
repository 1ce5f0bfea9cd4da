package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Quote slots")
class QuoteSlotsTest {
  private final QuoteSlots slots = new QuoteSlots();

  @Test
  void readWhatWasWrittenLast() {
    slots.write(7, 1, 2, 3);
    slots.write(7, 4, 5, 6);

    assertThat(read(7)).containsExactly(4, 5, 6);
  }

  @Test
  void readAsZerosWhereNothingWasWritten() {
    slots.write(0, 1, 2, 3);

    assertThat(read(1)).containsExactly(0, 0, 0);
    assertThat(read(1_000_000)).containsExactly(0, 0, 0);
  }

  @Test
  void keepWhatTheyHaveWhileTheyGrow() {
    for (var symbol = 0; symbol < 5_000; symbol++) {
      slots.write(symbol, symbol, -symbol, symbol + 1L);
    }

    for (var symbol = 0; symbol < 5_000; symbol++) {
      assertThat(read(symbol)).containsExactly(symbol, -symbol, symbol + 1L);
    }
  }

  /** Every write's words follow from its first, so half of one and half of another would show. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @Timeout(60)
  void neverShowHalfOfAWriteAndNeverGoBack(long seed) throws Exception {
    var done = new AtomicBoolean();
    var threads = Executors.newFixedThreadPool(3);
    try {
      var readers = List.of(reader(done, seed), reader(done, seed + 100));
      var started = new ArrayList<java.util.concurrent.Future<Long>>();
      readers.forEach(reader -> started.add(threads.submit(reader)));
      var writes = write(seed);
      done.set(true);

      assertThat(writes).isPositive();
      for (var reader : started) {
        assertThat(reader.get()).isPositive();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private static final int SYMBOLS = 3;

  private long write(long seed) {
    var random = new Random(seed);
    var until = System.nanoTime() + 400_000_000L;
    var count = 0L;
    while (System.nanoTime() < until) {
      for (var burst = 0; burst < 1_000; burst++) {
        count++;
        slots.write(random.nextInt(SYMBOLS), count, count * 31 + 7, ~count);
      }
    }
    return count;
  }

  private Callable<Long> reader(AtomicBoolean done, long seed) {
    return () -> {
      var random = new Random(seed);
      var words = new QuoteSlots.Words();
      var newest = new long[SYMBOLS];
      var reads = 0L;
      while (!done.get()) {
        var symbol = random.nextInt(SYMBOLS);
        slots.read(symbol, words);
        reads++;
        if (words.price() != 0
            && (words.asOf() != words.price() * 31 + 7 || words.detail() != ~words.price())) {
          throw new AssertionError("half a write: " + words.price() + " " + words.asOf());
        }
        if (words.price() < newest[symbol]) {
          throw new AssertionError("went back to " + words.price());
        }
        newest[symbol] = words.price();
      }
      return reads;
    };
  }

  private long[] read(int symbol) {
    var words = new QuoteSlots.Words();
    slots.read(symbol, words);
    return new long[] {words.price(), words.asOf(), words.detail()};
  }
}
