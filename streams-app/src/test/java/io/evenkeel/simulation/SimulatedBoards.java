package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.internals.GlobalProcessorContextImpl;
import org.apache.kafka.streams.processor.internals.GlobalStateManagerImpl;
import org.apache.kafka.streams.processor.internals.GlobalStateUpdateTask;
import org.apache.kafka.streams.processor.internals.ProcessorTopology;

/** The global task of one client: fills its boards, as far as the scheduler lets it. */
final class SimulatedBoards {
  private static final StateRestoreListener NOBODY =
      new StateRestoreListener() {
        @Override
        public void onRestoreStart(TopicPartition place, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition place, String store, long to, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition place, String store, long total) {}
      };

  private final GlobalStateUpdateTask task;
  private final CommittedLog log;
  private final Map<TopicPartition, Long> positions = new TreeMap<>(SimulatedCluster.BY_NAME);
  private final List<String> inOrder;
  private Map<TopicPartition, Long> reached;

  SimulatedBoards(ProcessorTopology topology, ClientParts parts, CommittedLog log) {
    this.log = log;
    inOrder =
        topology.globalStateStores().stream()
            .map(store -> topology.storeToChangelogTopic().get(store.name()))
            .toList();
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    for (var topic : topology.sourceTopics()) {
      var infos = new ArrayList<PartitionInfo>();
      for (var p = 0; p < log.partitions(topic); p++) {
        var place = new TopicPartition(topic, p);
        infos.add(new PartitionInfo(topic, p, null, null, null));
        consumer.updateBeginningOffsets(Map.of(place, 0L));
        consumer.updateEndOffsets(Map.of(place, 0L));
        positions.put(place, 0L);
      }
      consumer.updatePartitions(topic, infos);
    }
    var manager =
        new GlobalStateManagerImpl(
            new LogContext(),
            parts.time(),
            topology,
            consumer,
            parts.directory(),
            NOBODY,
            parts.config());
    var context =
        new GlobalProcessorContextImpl(
            parts.config(), manager, parts.metrics(), parts.cache(), parts.time());
    manager.setGlobalProcessorContext(context);
    task =
        new GlobalStateUpdateTask(
            new LogContext(),
            topology,
            context,
            manager,
            new LogAndContinueExceptionHandler(),
            null,
            parts.time(),
            Long.MAX_VALUE);
    task.initialize();
  }

  /** Partitions that it has not read to their ends. */
  List<TopicPartition> behind() {
    return positions.keySet().stream()
        .filter(place -> positions.get(place) < log.end(place))
        .toList();
  }

  /** How many records it has not read. */
  long lag() {
    return positions.keySet().stream().mapToLong(p -> log.end(p) - positions.get(p)).sum();
  }

  /** Reads at most so many records of a partition. */
  void read(TopicPartition place, int most) {
    var from = positions.get(place);
    var to = Math.min(log.end(place), from + most);
    for (var offset = from; offset < to; offset++) {
      task.update(log.at(place, offset).consumed());
    }
    positions.put(place, to);
    reached = null;
  }

  /** Reads everything, as a process does that begins: Streams restores one board after another. */
  void readAll() {
    var behind = behind();
    for (var topic : inOrder) {
      behind.stream().filter(place -> place.topic().equals(topic)).forEach(this::readWhole);
    }
  }

  private void readWhole(TopicPartition place) {
    read(place, Integer.MAX_VALUE);
  }

  /** How far they are now; the same object until they read on. */
  Map<TopicPartition, Long> positions() {
    if (reached == null) {
      reached = Collections.unmodifiableMap(new HashMap<>(positions));
    }
    return reached;
  }
}
