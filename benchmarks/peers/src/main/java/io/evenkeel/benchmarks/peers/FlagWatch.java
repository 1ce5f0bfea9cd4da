package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.peers.Dialect.Word;
import io.evenkeel.benchmarks.pipeline.Latencies;
import io.evenkeel.benchmarks.pipeline.Watch;
import io.evenkeel.cluster.Clients;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Who is flagged, as a read_committed consumer of a contender's events knows it. */
final class FlagWatch implements AutoCloseable {
  private final Dialect dialect;
  private final BitSet flagged = new BitSet();
  private final Map<Integer, Long> turned = new LinkedHashMap<>();
  private final Latencies latencies = new Latencies();
  private final Watch watch;
  private BitSet expected = new BitSet();
  private long changes;

  FlagWatch(Clients clients, Dialect dialect) {
    this.dialect = dialect;
    this.watch = Watch.of(clients, List.of(dialect.events()), this::see);
  }

  private void see(ConsumerRecord<String, byte[]> event) {
    var word = dialect.word(event.value());
    if (word != Word.NEITHER) {
      take(Accounts.numbered(event.key()), word == Word.FLAGGED);
    }
  }

  private synchronized void take(int account, boolean isFlagged) {
    if (flagged.get(account) != isFlagged) {
      flagged.set(account, isFlagged);
      changes++;
      answer(turned.remove(account));
      if (flagged.equals(expected)) {
        notifyAll();
      }
    }
  }

  private void answer(@Nullable Long since) {
    if (since != null) {
      latencies.add(System.nanoTime() - since);
    }
  }

  /** Notes that the tick goes out now which changes the flag of this account. */
  synchronized void turned(int account) {
    turned.put(account, System.nanoTime());
  }

  /** For how long the oldest such tick has had no answer. */
  synchronized double overdueMillis() {
    var oldest = turned.values().stream().findFirst();
    return oldest.map(since -> (System.nanoTime() - since) / 1e6).orElse(0.0);
  }

  /** From such a tick to its answer, of all that were answered since these were last cleared. */
  Latencies latencies() {
    return latencies;
  }

  /** Flags raised and cleared so far, without those that say what was known. */
  synchronized long changes() {
    return changes;
  }

  /** Waits until exactly these are flagged; the number of accounts that differ in the end. */
  synchronized int await(BitSet those, long seconds) throws InterruptedException {
    expected = those;
    var until = System.nanoTime() + seconds * 1_000_000_000;
    while (!flagged.equals(expected) && System.nanoTime() < until) {
      wait(100);
    }
    var different = (BitSet) flagged.clone();
    different.xor(expected);
    return different.cardinality();
  }

  @Override
  public void close() {
    watch.close();
  }
}
