package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A change cursor")
class ChangeCursorTest {
  private final SymbolTable symbols = new SymbolTable();
  private final ChangeRing ring = new ChangeRing(8);
  private final AtomicInteger laps = new AtomicInteger();
  private final ChangeCursor cursor = new ChangeCursor(ring, symbols, laps::incrementAndGet);

  @Test
  void namesEverythingThatTheBoardKnowsAtFirst() {
    change("A");
    change("B");

    assertThat(drained()).containsExactly("A", "B");
    assertThat(drained()).isEmpty();
  }

  @Test
  void namesWhatChangedSinceTheLastDrainOnceAndInOrder() {
    change("A");
    change("B");
    drained();

    change("B");
    change("A");
    change("B");

    assertThat(drained()).containsExactly("B", "A");
    assertThat(laps).hasValue(0);
  }

  @Test
  void namesAgainWhatChangesWhileItIsLookedAt() {
    change("A");
    drained();
    change("A");

    cursor.drain(id -> change("A"));

    assertThat(drained()).containsExactly("A");
  }

  @Test
  void followsAsManyChangesAsTheRingHolds() {
    change("A");
    change("B");
    drained();

    for (var i = 0; i < 8; i++) {
      change("A");
    }

    assertThat(cursor.behind()).isEqualTo(8);
    assertThat(drained()).containsExactly("A");
    assertThat(laps).hasValue(0);
  }

  @Test
  void namesEverythingOnceItWasOvertaken() {
    change("A");
    change("B");
    drained();

    for (var i = 0; i < 9; i++) {
      change("A");
    }

    assertThat(drained()).containsExactly("A", "B");
    assertThat(laps).hasValue(1);
    assertThat(drained()).isEmpty();
  }

  @Test
  void namesEverythingOnceItIsOvertakenInTheMiddleOfADrain() {
    change("A");
    change("B");
    drained();
    change("A");
    change("B");

    var named = new ArrayList<String>();
    cursor.drain(
        id -> {
          named.add(id);
          if (named.size() == 1) {
            change("A");
            for (var i = 0; i < 8; i++) {
              change("C");
            }
          }
        });

    assertThat(named).as("A changed since").containsExactly("A", "A", "B", "C");
    assertThat(laps).hasValue(1);
    assertThat(drained()).isEmpty();
  }

  @Test
  void namesAgainWhatChangesWhileEverythingIsNamed() {
    change("A");
    change("B");

    cursor.drain(
        id -> {
          if (id.equals("B")) {
            change("A");
          }
        });

    assertThat(drained()).containsExactly("A");
  }

  @Test
  void namesEverythingAgainWhenAsked() {
    change("A");
    drained();

    cursor.startOver();

    assertThat(drained()).containsExactly("A");
  }

  @Test
  void needsARingWhoseCapacityIsAPowerOfTwo() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChangeRing(1_000));
  }

  /**
   * Whatever the reader's pace: once the writer rests and the ring is drained, the reader has seen
   * the newest value of every symbol; and a value that it has not read is always still announced.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  @Timeout(60)
  void missesNoChangeHoweverSlowItsReaderIs(long seed) throws Exception {
    var slots = new PriceSlots();
    var done = new AtomicBoolean();
    var overtaken = new AtomicInteger();
    var fast = new ChangeCursor(ring, symbols, overtaken::incrementAndGet);
    var slow = new ChangeCursor(ring, symbols, overtaken::incrementAndGet);
    var threads = Executors.newFixedThreadPool(2);
    try {
      var atFast = threads.submit(reader(fast, slots, done, 0));
      var atSlow = threads.submit(reader(slow, slots, done, 200));
      var last = write(slots, seed);
      done.set(true);

      assertThat(atFast.get()).containsExactly(last);
      assertThat(atSlow.get()).containsExactly(last);
      assertThat(overtaken).hasPositiveValue();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private static final int IDS = 200;
  private static final Tick ANY = new Tick(Price.of("1"), "USD", Instant.EPOCH);

  private long[] write(PriceSlots slots, long seed) {
    var random = new Random(seed);
    var last = new long[IDS];
    var until = System.nanoTime() + 400_000_000L;
    var count = 0L;
    while (System.nanoTime() < until) {
      var symbol = symbols.intern("S-" + random.nextInt(IDS));
      last[symbol] = ++count;
      slots.write(symbol, ANY, false, count);
      ring.publish(symbol);
    }
    return last;
  }

  private static Callable<long[]> reader(
      ChangeCursor cursor, PriceSlots slots, AtomicBoolean done, long pauseMicros) {
    return () -> {
      var seen = new long[IDS];
      var last = false;
      while (!last) {
        last = done.get();
        cursor.drainSymbols(
            symbol -> {
              var good = slots.read(symbol);
              seen[symbol] = good == null ? 0 : good.offset();
            });
        java.util.concurrent.locks.LockSupport.parkNanos(pauseMicros * 1_000);
      }
      return seen;
    };
  }

  @Test
  void namesNothingTwiceInOneDrainEvenWhenItNamesEverything() {
    for (var i = 0; i < 100; i++) {
      change("S-" + i % 20);
    }

    var named = drained();

    assertThat(new HashSet<>(named)).hasSameSizeAs(named).hasSize(20);
  }

  private void change(String id) {
    ring.publish(symbols.intern(id));
  }

  private List<String> drained() {
    var ids = new ArrayList<String>();
    cursor.drain(ids::add);
    return ids;
  }
}
