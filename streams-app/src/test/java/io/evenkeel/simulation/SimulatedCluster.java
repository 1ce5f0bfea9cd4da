package io.evenkeel.simulation;

import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.wireformat.AvroSerdes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Topics, committed positions, and the processes that share the tasks. Whatever a thread does is
 * seen by nobody before its transaction is committed here.
 */
final class SimulatedCluster {
  static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  /** Hears what became true, in the order in which each task did it. */
  interface Witness {
    void consumed(Entry entry);

    void said(Entry entry, Map<TopicPartition, Long> boards);
  }

  private final CommittedLog log = new CommittedLog(Universe.partitions());
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final Map<Integer, Set<String>> kinds = new TreeMap<>();
  private final VirtualTime time = new VirtualTime(Universe.START);
  private final SimulatedDisk disk = new SimulatedDisk();
  private final AvroSerdes serdes;
  private final Path state;
  private final PipelineSettings settings;
  private final Witness witness;
  private int begun;
  private long commits;
  private String lastSaid = "nothing";

  SimulatedCluster(AvroSerdes serdes, Path state, PipelineSettings settings, Witness witness) {
    this.serdes = serdes;
    this.state = state;
    this.settings = settings;
    this.witness = witness;
  }

  Properties config() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "simulated");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve("" + begun).toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    disk.into(config);
    return config;
  }

  CommittedLog log() {
    return log;
  }

  VirtualTime time() {
    return time;
  }

  AvroSerdes serdes() {
    return serdes;
  }

  long position(TopicPartition place) {
    return positions.getOrDefault(place, 0L);
  }

  List<SimulatedProcess> processes() {
    return List.copyOf(processes);
  }

  /** The threads of all processes. */
  List<SimulatedThread> threads() {
    return processes.stream().flatMap(process -> process.threads().stream()).toList();
  }

  /** A new process; it has no tasks yet. */
  SimulatedProcess begin() {
    var process = new SimulatedProcess("process-" + ++begun, this, settings);
    processes.add(process);
    if (kinds.isEmpty()) {
      kinds.putAll(process.kinds());
    }
    return process;
  }

  /** Every task that there is. */
  List<TaskId> tasks() {
    var all = new ArrayList<TaskId>();
    for (var kind : kinds.keySet()) {
      for (var partition = 0; partition < Universe.TASKS; partition++) {
        all.add(new TaskId(kind, partition));
      }
    }
    return all;
  }

  void assign(TaskId id, SimulatedThread to) {
    to.assign(id, kinds.get(id.subtopology()));
  }

  /** A process ends without a word. */
  Set<TaskId> kill(SimulatedProcess process) {
    processes.remove(process);
    return process.close();
  }

  /** Makes true what the thread did: all of it, at once. */
  void commit(SimulatedThread thread) {
    var transaction = thread.transaction();
    commits++;
    positions.putAll(transaction.positions());
    for (var act : transaction.acts()) {
      if (act instanceof OpenTransaction.Act.Consumed consumed) {
        witness.consumed(consumed.entry());
      } else if (act instanceof OpenTransaction.Act.Said said) {
        var entry = log.append(said.place(), said.key(), said.value(), said.at());
        lastSaid = entry.toString();
        witness.said(entry, said.boards());
      }
    }
    thread.committed();
  }

  /** For a planted bug: what was said is seen, although it was never committed. */
  void leak(OpenTransaction transaction) {
    for (var act : transaction.acts()) {
      if (act instanceof OpenTransaction.Act.Said said
          && !said.place().topic().endsWith("-changelog")) {
        witness.said(log.append(said.place(), said.key(), said.value(), said.at()), said.boards());
      }
    }
  }

  long commits() {
    return commits;
  }

  String lastSaid() {
    return lastSaid;
  }

  void close() {
    processes().forEach(this::kill);
    disk.close();
  }
}
