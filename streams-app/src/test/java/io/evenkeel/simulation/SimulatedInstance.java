package io.evenkeel.simulation;

import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder;

/**
 * One client: boards of its own, the tasks that are assigned to it, and one open transaction for
 * them all, as one thread of Kafka Streams has it.
 */
final class SimulatedInstance {
  private final String name;
  private final SimulatedCluster cluster;
  private final Map<TaskId, SimulatedTask> tasks = new TreeMap<>();
  private final ClientParts parts;
  private final LiveTasks live = new LiveTasks();
  private final MarketBoards marketBoards;
  private final InternalTopologyBuilder builder;
  private final SimulatedBoards boards;
  private OpenTransaction transaction = new OpenTransaction();
  private int failAtSend = -1;

  SimulatedInstance(String name, SimulatedCluster cluster, PipelineSettings settings) {
    this.name = name;
    this.cluster = cluster;
    var config = new StreamsConfig(cluster.config());
    parts = ClientParts.of(config, cluster.time());
    marketBoards =
        new MarketBoards(
            new MarketSettings(
                MarketSettings.DEFAULTS.guard(), settings.accounts().drift().staleAfter()),
            Universe.NAMES,
            Universe.layout(),
            places ->
                CompletableFuture.completedFuture(
                    places.stream().collect(Collectors.toMap(p -> p, p -> cluster.log().end(p)))));
    var topology =
        Pipeline.build(
            config,
            settings,
            marketBoards,
            Universe.layout(),
            cluster.serdes(),
            live,
            progress(cluster),
            PipelineMeters.unread(Universe.NAMES));
    builder = builderOf(topology);
    builder.rewriteTopology(config);
    boards = new SimulatedBoards(builder.buildGlobalStateTopology(), parts, cluster.log());
    boards.readAll(Universe.NAMES.of(Topics.PRICE_HOLDS));
  }

  private static TopicProgress progress(SimulatedCluster cluster) {
    return new TopicProgress() {
      @Override
      public CompletionStage<Long> end(TopicPartition partition) {
        return CompletableFuture.completedFuture(cluster.log().end(partition));
      }

      @Override
      public CompletionStage<Long> workedOff(TopicPartition partition) {
        return CompletableFuture.completedFuture(cluster.position(partition));
      }
    };
  }

  private static InternalTopologyBuilder builderOf(Topology topology) {
    try {
      var field = Topology.class.getDeclaredField("internalTopologyBuilder");
      field.setAccessible(true);
      return (InternalTopologyBuilder) field.get(topology);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Kafka Streams keeps its topology elsewhere", e);
    }
  }

  String name() {
    return name;
  }

  /** The kinds of task, each with the topics that it reads. */
  Map<Integer, Set<String>> kinds() {
    var kinds = new TreeMap<Integer, Set<String>>();
    var global = builder.buildGlobalStateTopology().sourceTopics();
    builder
        .nodeGroups()
        .keySet()
        .forEach(
            group -> {
              var topics = builder.buildSubtopology(group).sourceTopics();
              if (!topics.isEmpty() && !global.containsAll(topics)) {
                kinds.put(group, topics);
              }
            });
    return kinds;
  }

  void assign(TaskId id, Set<String> topics) {
    var inputs =
        topics.stream()
            .map(topic -> new TopicPartition(topic, id.partition()))
            .collect(Collectors.toSet());
    tasks.put(
        id,
        new SimulatedTask(
            id,
            inputs,
            builder.buildSubtopology(id.subtopology()),
            parts,
            cluster.log(),
            new TransactionCollector(cluster.log(), this::sent)));
  }

  private void sent(TopicPartition place, byte[] key, byte[] value, long at) {
    if (failAtSend > 0 && --failAtSend == 0) {
      throw new InjectedFault("sending to " + place);
    }
    transaction.add(new OpenTransaction.Act.Said(place, key, value, at, boards.positions()));
  }

  /** Has the so-manieth record that it sends from now on fail; state may have changed by then. */
  void failAtSend(int countdown) {
    failAtSend = countdown;
  }

  /** Partitions with records that a task may read now. */
  List<TopicPartition> readable() {
    var readable = new ArrayList<TopicPartition>();
    tasks.forEach(
        (id, task) -> {
          if (live.areWorking(Set.of(id.toString()))) {
            for (var place : task.inputs()) {
              if (position(place) < cluster.log().end(place)) {
                readable.add(place);
              }
            }
          }
        });
    readable.sort(SimulatedCluster.BY_NAME);
    return readable;
  }

  /** Every partition that its tasks read. */
  Set<TopicPartition> inputs() {
    return tasks.values().stream()
        .flatMap(task -> task.inputs().stream())
        .collect(Collectors.toSet());
  }

  private long position(TopicPartition place) {
    var ahead = transaction.positions().get(place);
    return ahead == null ? cluster.position(place) : ahead;
  }

  void read(TopicPartition place) {
    var entry = cluster.log().at(place, position(place));
    transaction.workedOff(entry);
    taskOf(place).read(entry);
  }

  private SimulatedTask taskOf(TopicPartition place) {
    return tasks.values().stream()
        .filter(task -> task.inputs().contains(place))
        .findFirst()
        .orElseThrow();
  }

  void look() {
    tasks.values().forEach(SimulatedTask::look);
  }

  /** Whether everything that it reads was worked off, and committed. */
  boolean isIdle() {
    return transaction.isEmpty() && readable().isEmpty() && boards.behind().isEmpty();
  }

  boolean wantsCommit() {
    return tasks.values().stream().anyMatch(SimulatedTask::wantsCommit);
  }

  OpenTransaction transaction() {
    return transaction;
  }

  /** The transaction became true. */
  void committed() {
    tasks.values().forEach(SimulatedTask::committed);
    transaction = new OpenTransaction();
  }

  SimulatedBoards boards() {
    return boards;
  }

  Set<TaskId> assigned() {
    return Set.copyOf(tasks.keySet());
  }

  /** Loses its tasks and whatever they did since the last commit; the boards stay. */
  Set<TaskId> killThread() {
    var lost = assigned();
    tasks.values().forEach(SimulatedTask::kill);
    tasks.clear();
    transaction = new OpenTransaction();
    failAtSend = -1;
    return lost;
  }

  /** What no instance may ever do: has its records seen, and not its state. For a planted bug. */
  void sayWithoutState() {
    cluster.leak(transaction);
  }

  /** Gives a task away after a commit. */
  void revoke(TaskId id) {
    tasks.remove(id).kill();
  }

  /** The process is gone. */
  void close() {
    killThread();
    marketBoards.close();
    parts.metrics().removeAllThreadLevelSensors(Thread.currentThread().getName());
  }
}
