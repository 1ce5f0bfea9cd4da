package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Drift events as a read_committed consumer gets them, and how long after its tick each came. */
final class EventWatch implements TickWatch, AutoCloseable {
  private final Map<String, Long> ticked = new ConcurrentHashMap<>();
  private final Set<String> others = ConcurrentHashMap.newKeySet();
  private final Latencies latencies = new Latencies();
  private final LongAdder events = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Watch watch;

  EventWatch(Clients clients) {
    watch = Watch.of(clients, List.of(clients.names().of(Topics.DRIFT_EVENTS)), this::see);
  }

  @Override
  public void ticked(String account) {
    ticked.put(account, System.nanoTime());
  }

  @Override
  public boolean awaits(String account) {
    return ticked.containsKey(account);
  }

  /** Ticks that no event has answered yet. */
  int unanswered() {
    return ticked.size();
  }

  Latencies latencies() {
    return latencies;
  }

  /** Accounts with an event that no tick of this run caused, since this was last forgotten. */
  int others() {
    return others.size();
  }

  void forgetOthers() {
    others.clear();
  }

  /** Bytes of an event's value, on average. */
  double bytesPerEvent() {
    return events.sum() == 0 ? Double.NaN : (double) bytes.sum() / events.sum();
  }

  private void see(ConsumerRecord<String, byte[]> record) {
    var now = System.nanoTime();
    events.increment();
    bytes.add(record.value().length);
    var since = ticked.remove(record.key());
    if (since == null) {
      others.add(record.key());
    } else {
      latencies.add(now - since);
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
