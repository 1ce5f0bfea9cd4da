package io.evenkeel.pipeline.market;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The last good price of every symbol, in flat arrays; one writer, any number of readers.
 *
 * <p>A price is four words long, so each slot has two copies and a stamp that counts writes and
 * whose last bit says which copy holds. The writer fills the other copy and then counts; a reader
 * takes the copy that holds and looks again whether the stamp is still the same. So a reader never
 * sees half of a write, and never waits for a writer that was interrupted in one: it has to read
 * again only if a whole write of this very symbol was finished in between.
 *
 * <p>A symbol takes 64 bytes. Slots are kept in segments that never move, so that a table that
 * grows disturbs no reader.
 */
final class QuoteSlots {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SEGMENT_BITS = 10;
  private static final int SEGMENT_SIZE = 1 << SEGMENT_BITS;
  private static final int WORDS = 8;
  private static final int COPY_WORDS = 3;
  private static final int SPINS = 100;
  private static final long PAUSE_NANOS = 1_000;

  private volatile long[][] segments = new long[0][];

  /** Puts a quote in place of the last; one thread only. */
  void write(int symbol, long price, long asOf, long detail) {
    var segment = writable(symbol);
    var slot = (symbol & (SEGMENT_SIZE - 1)) * WORDS;
    var stamp = segment[slot] + 1;
    var copy = copyFor(slot, stamp);
    VarHandle.storeStoreFence();
    WORD.setOpaque(segment, copy, price);
    WORD.setOpaque(segment, copy + 1, asOf);
    WORD.setOpaque(segment, copy + 2, detail);
    WORD.setRelease(segment, slot, stamp);
  }

  /** Reads what is newest; a symbol that was never written reads as zeros. */
  void read(int symbol, Words into) {
    var all = segments;
    var index = symbol >>> SEGMENT_BITS;
    if (index >= all.length) {
      into.set(0, 0, 0);
      return;
    }
    var slot = (symbol & (SEGMENT_SIZE - 1)) * WORDS;
    for (var tries = 0; !tryRead(all[index], slot, into); tries++) {
      pause(tries);
    }
  }

  private static boolean tryRead(long[] segment, int slot, Words into) {
    var stamp = (long) WORD.getAcquire(segment, slot);
    var copy = copyFor(slot, stamp);
    into.set(
        (long) WORD.getOpaque(segment, copy),
        (long) WORD.getOpaque(segment, copy + 1),
        (long) WORD.getOpaque(segment, copy + 2));
    VarHandle.loadLoadFence();
    return stamp == (long) WORD.getOpaque(segment, slot);
  }

  private static int copyFor(int slot, long stamp) {
    return slot + 1 + (int) (stamp & 1) * COPY_WORDS;
  }

  private static void pause(int tries) {
    if (tries < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private long[] writable(int symbol) {
    var index = symbol >>> SEGMENT_BITS;
    while (segments.length <= index) {
      var more = Arrays.copyOf(segments, segments.length + 1);
      more[segments.length] = new long[SEGMENT_SIZE * WORDS];
      segments = more;
    }
    return segments[index];
  }

  /** The three words of a slot as one moment had them; a reader keeps one of its own. */
  static final class Words {
    private long price;
    private long asOf;
    private long detail;

    private void set(long newPrice, long newAsOf, long newDetail) {
      price = newPrice;
      asOf = newAsOf;
      detail = newDetail;
    }

    long price() {
      return price;
    }

    long asOf() {
      return asOf;
    }

    long detail() {
      return detail;
    }
  }
}
