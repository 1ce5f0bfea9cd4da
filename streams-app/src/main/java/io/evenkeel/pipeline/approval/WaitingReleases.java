package io.evenkeel.pipeline.approval;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.limits.WaitingRelease;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.state.PackedStore;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What waits at the last step, first come first served; kept with the task. */
final class WaitingReleases {
  /** What comes when so many wait is refused, but for cancellations. */
  static final int AT_MOST = 100_000;

  private final PackedStore<WaitingRelease> store;
  private final NavigableMap<Long, String> batchIds = new TreeMap<>();
  private final Map<String, Integer> ofBatch = new HashMap<>();
  private final int atMost;
  private long lastNumber;

  WaitingReleases(PackedStore<WaitingRelease> store, int atMost) {
    this.store = store;
    this.atMost = atMost;
    store.forEach(this::remember);
  }

  static WaitingReleases of(ProcessorContext<?, ?> context) {
    return new WaitingReleases(context.getStateStore(Topics.RELEASE_WAITING_STORE), AT_MOST);
  }

  boolean isEmpty() {
    return batchIds.isEmpty();
  }

  /** A cancellation has room always: it makes less of what is under way. */
  boolean hasRoomFor(BatchRelease release) {
    return batchIds.size() < atMost || release.kind() == BatchRelease.Kind.CANCELLATION;
  }

  int size() {
    return batchIds.size();
  }

  /** Whether the batch waits, or anything that is said of it. */
  boolean holds(String batchId) {
    return ofBatch.containsKey(batchId);
  }

  void add(String custodianId, BatchRelease release) {
    var waiting = new WaitingRelease(lastNumber + 1, custodianId, release);
    store.put(waiting.key(), waiting);
    remember(waiting);
  }

  /** The one that came first, which waits no longer; {@code null} where none waits. */
  @Nullable WaitingRelease next() {
    var first = batchIds.pollFirstEntry();
    if (first == null) {
      return null;
    }
    var key = WaitingRelease.key(first.getKey());
    var waiting = store.get(key);
    store.delete(key);
    ofBatch.computeIfPresent(first.getValue(), (id, count) -> count == 1 ? null : count - 1);
    return waiting;
  }

  private void remember(WaitingRelease waiting) {
    var batchId = waiting.release().batch().batchId();
    batchIds.put(waiting.number(), batchId);
    ofBatch.merge(batchId, 1, Integer::sum);
    lastNumber = Math.max(lastNumber, waiting.number());
  }
}
