package io.evenkeel.pipeline.market;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The symbols that changed, newest last, in a ring that one thread writes and every task reads at
 * its own pace. An entry carries its own sequence number, so a reader that the writer has overtaken
 * finds out and looks at all symbols instead.
 *
 * <p>The writer writes what changed, then the entry, then the head; a reader takes the head and
 * then finds everything up to it.
 */
final class ChangeRing {
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle HEAD = head(MethodHandles.lookup());
  private static final int SYMBOL_BITS = 24;
  private static final long SYMBOL_MASK = (1L << SYMBOL_BITS) - 1;
  private static final long SEQUENCE_MASK = -1L >>> SYMBOL_BITS;

  /** What {@link #symbolAt} answers where the entry was written over. */
  static final int OVERWRITTEN = -1;

  private final long[] entries;

  @SuppressWarnings("UnusedVariable") // through HEAD
  private long head;

  /**
   * @param capacity a power of two; a reader that falls further behind looks at all symbols
   */
  ChangeRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("a ring's capacity is a power of two: " + capacity);
    }
    entries = new long[capacity];
  }

  private static VarHandle head(MethodHandles.Lookup lookup) {
    try {
      return lookup.findVarHandle(ChangeRing.class, "head", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Says that the symbol changed; one thread only, after what changed was written. */
  void publish(int symbol) {
    var sequence = (long) HEAD.get(this);
    ENTRY.setRelease(entries, indexOf(sequence), sequence << SYMBOL_BITS | symbol);
    HEAD.setRelease(this, sequence + 1);
  }

  /** The sequence number that the next entry will have. */
  long head() {
    return (long) HEAD.getAcquire(this);
  }

  /** The symbol of an entry below the head, or {@link #OVERWRITTEN}. */
  int symbolAt(long sequence) {
    var entry = (long) ENTRY.getAcquire(entries, indexOf(sequence));
    return (entry >>> SYMBOL_BITS) == (sequence & SEQUENCE_MASK)
        ? (int) (entry & SYMBOL_MASK)
        : OVERWRITTEN;
  }

  private int indexOf(long sequence) {
    return (int) sequence & (entries.length - 1);
  }
}
