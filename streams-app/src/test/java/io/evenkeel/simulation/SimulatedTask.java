package io.evenkeel.simulation;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.ProcessorContextImpl;
import org.apache.kafka.streams.processor.internals.ProcessorTopology;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.processor.internals.StreamTask;

/**
 * One task of Kafka Streams, the very class, made of what Kafka's own test driver makes it of; but
 * one per sub-topology and partition, restored from its changelogs, and committed only when the
 * scheduler says so.
 */
final class SimulatedTask {
  private final StreamTask task;
  private final Set<TopicPartition> inputs;
  private final VirtualTime time;

  SimulatedTask(
      TaskId id,
      Set<TopicPartition> inputs,
      ProcessorTopology topology,
      ClientParts parts,
      CommittedLog log,
      RecordCollector collector) {
    this.inputs = inputs;
    this.time = parts.time();
    var manager =
        new RestoringStores(id, parts.directory(), topology.storeToChangelogTopic(), inputs, log);
    var context =
        new ProcessorContextImpl(id, parts.config(), manager, parts.metrics(), parts.cache());
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    consumer.assign(inputs);
    task =
        new StreamTask(
            id,
            inputs,
            topology,
            consumer,
            new TopologyConfig(parts.config()).getTaskConfig(),
            parts.metrics(),
            parts.directory(),
            parts.cache(),
            parts.time(),
            manager,
            collector,
            context,
            new LogContext(),
            false);
    begin();
  }

  private void begin() {
    task.initializeIfNeeded();
    task.completeRestoration(unknown -> {});
  }

  Set<TopicPartition> inputs() {
    return inputs;
  }

  /** Works one record off, to its end. */
  void read(Entry entry) {
    task.addRecords(entry.place(), List.of(entry.consumed()));
    if (!task.process(time.milliseconds())) {
      throw new IllegalStateException("the task did not take " + entry);
    }
    task.maybePunctuateStreamTime();
  }

  /** Runs what is due by the clock. */
  void look() {
    task.maybePunctuateSystemTime();
  }

  void committed() {
    task.prepareCommit(true);
    task.postCommit(false);
  }

  /** As a process that is killed leaves it: nothing is flushed, nothing is said. */
  void kill() {
    task.suspend();
    task.closeDirty();
  }

  /** Begins anew after that, with the same processors and the same stores. */
  void revive() {
    task.revive();
    begin();
  }
}
