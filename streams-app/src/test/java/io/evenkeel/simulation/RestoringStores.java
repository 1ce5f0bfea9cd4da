package io.evenkeel.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.ProcessorStateManager;
import org.apache.kafka.streams.processor.internals.StateDirectory;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.apache.kafka.streams.processor.internals.Task;

/** Fills every store from its changelog as it is registered, before any processor sees it. */
final class RestoringStores extends ProcessorStateManager {
  private final CommittedLog log;
  private final Map<String, String> changelogs;
  private final TaskId task;

  RestoringStores(
      TaskId task,
      StateDirectory directory,
      Map<String, String> changelogs,
      Set<TopicPartition> sources,
      CommittedLog log) {
    super(task, Task.TaskType.ACTIVE, true, new LogContext(), directory, changelogs, sources);
    this.task = task;
    this.changelogs = changelogs;
    this.log = log;
  }

  @Override
  public void registerStore(
      StateStore store, StateRestoreCallback restore, CommitCallback committed) {
    super.registerStore(store, restore, committed);
    var changelog = changelogs.get(store.name());
    if (changelog != null) {
      StateRestoreCallbackAdapter.adapt(restore).restoreBatch(changelog(changelog));
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> changelog(String topic) {
    return log.compacted(new TopicPartition(topic, task.partition())).stream()
        .map(Entry::consumed)
        .toList();
  }
}
