package io.evenkeel.pipeline.market;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * How far one task has followed the changes of one board. The first drain names everything that the
 * board knows, and so does one after the reader fell so far behind that changes were written over.
 *
 * <p>For one thread. An id is named at most once per drain, or twice where the reader was overtaken
 * in the middle of it; one that changes while it is being looked at is named again by the next.
 */
public final class ChangeCursor {
  private final ChangeRing ring;
  private final SymbolTable symbols;
  private final Runnable onLap;
  private long next;
  private boolean all = true;
  private int drains;
  private int[] namedIn = new int[0];

  ChangeCursor(ChangeRing ring, SymbolTable symbols, Runnable onLap) {
    this.ring = ring;
    this.symbols = symbols;
    this.onLap = onLap;
  }

  /** Names every id that changed since the last drain. */
  public void drain(Consumer<String> changed) {
    drainSymbols(symbol -> changed.accept(symbols.id(symbol)));
  }

  /** The same by number, for whoever keeps arrays. */
  public void drainSymbols(IntConsumer changed) {
    drains++;
    if (all || !follow(changed)) {
      // What was named before the ring was found overwritten may have changed since.
      drains++;
      scan(changed);
    }
  }

  /** How many changes wait; a reader that is the ring's capacity behind has to look at all ids. */
  public long behind() {
    return ring.head() - next;
  }

  /** Makes the next drain name everything that the board knows. */
  public void startOver() {
    all = true;
  }

  private boolean follow(IntConsumer changed) {
    var head = ring.head();
    while (next < head) {
      var symbol = ring.symbolAt(next);
      if (symbol == ChangeRing.OVERWRITTEN) {
        onLap.run();
        return false;
      }
      next++;
      nameOnce(symbol, changed);
    }
    return true;
  }

  /** The cursor is taken first, so that what changes during the scan is named by the next drain. */
  private void scan(IntConsumer changed) {
    next = ring.head();
    all = false;
    var size = symbols.size();
    for (var symbol = 0; symbol < size; symbol++) {
      nameOnce(symbol, changed);
    }
  }

  private void nameOnce(int symbol, IntConsumer changed) {
    if (symbol >= namedIn.length) {
      namedIn = Arrays.copyOf(namedIn, Math.max(symbol + 1, namedIn.length * 2));
    }
    if (namedIn[symbol] != drains) {
      namedIn[symbol] = drains;
      changed.accept(symbol);
    }
  }
}
