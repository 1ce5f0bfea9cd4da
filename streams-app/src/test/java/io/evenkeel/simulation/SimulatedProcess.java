package io.evenkeel.simulation;

import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.streams.processor.internals.RecordCollector;

/** One client: boards of its own, and threads that share them. */
final class SimulatedProcess {
  private static final int THREADS = 2;

  private final String name;
  private final SimulatedCluster cluster;
  private final ClientParts parts;
  private final LiveTasks live = new LiveTasks();
  private final MarketBoards marketBoards;
  private final InternalTopologyBuilder builder;
  private final SimulatedBoards boards;
  private final List<SimulatedThread> threads = new ArrayList<>();

  SimulatedProcess(String name, SimulatedCluster cluster, PipelineSettings settings) {
    this.name = name;
    this.cluster = cluster;
    var config = new StreamsConfig(cluster.config());
    parts = ClientParts.of(config, cluster.time());
    marketBoards = boards(cluster, settings);
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
    boards.readAll();
    for (var number = 0; number < THREADS; number++) {
      threads.add(new SimulatedThread(this, cluster));
    }
  }

  private static MarketBoards boards(SimulatedCluster cluster, PipelineSettings settings) {
    return new MarketBoards(
        // Whether controls are heard goes by the clock of the machine, which is not simulated.
        new MarketSettings(
            MarketSettings.DEFAULTS.guard(),
            settings.accounts().drift().staleAfter(),
            Optional.empty()),
        Universe.NAMES,
        Universe.layout(),
        places ->
            CompletableFuture.completedFuture(
                places.stream().collect(Collectors.toMap(p -> p, p -> cluster.log().end(p)))));
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

  List<SimulatedThread> threads() {
    return threads;
  }

  SimulatedBoards boards() {
    return boards;
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

  SimulatedTask begin(TaskId id, Set<TopicPartition> inputs, RecordCollector collector) {
    return new SimulatedTask(
        id, inputs, builder.buildSubtopology(id.subtopology()), parts, cluster.log(), collector);
  }

  /** Whether the task may read; one whose boards are behind waits. */
  boolean isWorking(TaskId id) {
    return live.areWorking(Set.of(id.toString()));
  }

  /** It is gone, with its boards and whatever its threads did since they committed. */
  Set<TaskId> close() {
    var lost =
        threads.stream().flatMap(thread -> thread.kill().stream()).collect(Collectors.toSet());
    marketBoards.close();
    parts.metrics().removeAllThreadLevelSensors(Thread.currentThread().getName());
    return lost;
  }
}
