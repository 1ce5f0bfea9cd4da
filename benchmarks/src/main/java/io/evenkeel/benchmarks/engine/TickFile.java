package io.evenkeel.benchmarks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The ticks of a case, made up once from their seed and written to a file that every rival reads
 * from its beginning: eight bytes each, of which the upper two are the symbol and the others the
 * price in millionths of a dollar.
 */
final class TickFile implements AutoCloseable {
  /** Ticks that are read or written at a time. */
  static final int BATCH = 65_536;

  static final int MOST_SYMBOLS = 1 << 15;

  private static final int PRICE_BITS = 48;
  private static final long PRICE_MASK = (1L << PRICE_BITS) - 1;

  private final Market market;
  private final FileChannel channel;
  private final ByteBuffer writing = ByteBuffer.allocateDirect(BATCH * Long.BYTES);
  private long count;

  /** As many ticks as are read at a time, in memory. */
  static final class Batch {
    final int[] symbols = new int[BATCH];
    final long[] prices = new long[BATCH];
  }

  /**
   * An empty file.
   *
   * @param market of which each write takes the next ticks
   */
  TickFile(Path file, Market market) {
    if (market.symbols() > MOST_SYMBOLS) {
      throw new IllegalArgumentException("more symbols than two bytes tell apart");
    }
    this.market = market;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes at least so many ticks more, in whole batches. */
  void extend(long ticks) {
    try {
      for (var end = count + ticks; count < end; count += BATCH) {
        writeBatch();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeBatch() throws IOException {
    writing.clear();
    for (var i = 0; i < BATCH; i++) {
      var symbol = market.tick();
      writing.putLong((long) symbol << PRICE_BITS | market.price(symbol));
    }
    writing.flip();
    for (var at = count * Long.BYTES; writing.hasRemaining(); ) {
      at += channel.write(writing, at);
    }
  }

  long count() {
    return count;
  }

  /** From the first tick on. */
  Reader reader() {
    return new Reader();
  }

  /**
   * Reads ahead of whoever takes ticks, who has them in memory when time is taken. Where nobody has
   * come so far yet, the next ticks are written first.
   */
  final class Reader {
    private final ByteBuffer reading = ByteBuffer.allocateDirect(BATCH * Long.BYTES);
    private long next;

    private Reader() {}

    /** The next ticks. */
    void fill(Batch batch) {
      if (next == count) {
        extend(BATCH);
      }
      read();
      for (var i = 0; i < BATCH; i++) {
        var tick = reading.getLong();
        batch.symbols[i] = (int) (tick >>> PRICE_BITS);
        batch.prices[i] = tick & PRICE_MASK;
      }
      next += BATCH;
    }

    private void read() {
      reading.clear();
      try {
        while (reading.hasRemaining()) {
          channel.read(reading, next * Long.BYTES + reading.position());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      reading.flip();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
