package io.evenkeel.pipeline.runtime;

import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.BoardCounts;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.EndOffsets;
import io.evenkeel.pipeline.market.Hearing;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.market.TopicLayout;
import io.evenkeel.pipeline.market.TopicLayouts;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The pipeline as one running client: a Streams application with its boards. Instances with the
 * same application id share the work.
 *
 * <p>A client that ended is not started again; make a new one.
 */
public final class EvenkeelStreams implements AutoCloseable {
  /** How long a client has for closing; whoever ends its process must wait longer. */
  public static final Duration CLOSES_WITHIN = Duration.ofSeconds(30);

  private final Admin admin;
  private final MarketBoards boards;
  private final LiveTasks tasks;
  private final KafkaStreams streams;
  private final Readiness readiness;
  private final Topology topology;
  private final PipelineSettings settings;
  private final Map<String, PipelineQueries.Inputs> inputs;

  private EvenkeelStreams(
      Admin admin,
      MarketBoards boards,
      LiveTasks tasks,
      Topology topology,
      KafkaStreams streams,
      Readiness readiness,
      PipelineSettings settings,
      Map<String, PipelineQueries.Inputs> inputs) {
    this.admin = admin;
    this.boards = boards;
    this.tasks = tasks;
    this.topology = topology;
    this.streams = streams;
    this.readiness = readiness;
    this.settings = settings;
    this.inputs = inputs;
  }

  /**
   * Makes a client; every topic must exist.
   *
   * @param meters count what its tasks do
   * @param onDeath is called once, with a sentence, where the client cannot go on: the process
   *     should end, and be started again
   */
  public static EvenkeelStreams create(
      ClientSettings client,
      PipelineSettings settings,
      MarketSettings market,
      AvroSerdes serdes,
      PipelineMeters meters,
      DeathNotice onDeath) {
    var config = StreamsDefaults.of(client);
    var admin = Admin.create(new StreamsConfig(config).getAdminConfigs("evenkeel-boards"));
    try {
      return created(admin, config, settings, market, serdes, meters, DeathNotice.once(onDeath));
    } catch (RuntimeException | Error e) {
      admin.close();
      throw e;
    }
  }

  private static EvenkeelStreams created(
      Admin admin,
      Properties config,
      PipelineSettings settings,
      MarketSettings market,
      AvroSerdes serdes,
      PipelineMeters meters,
      DeathNotice onDeath) {
    var layout = TopicLayouts.ofCluster(admin, topicsRead(settings));
    var boards = new MarketBoards(market, settings.names(), layout, EndOffsets.ofCluster(admin));
    config.putAll(boards.streamsProperties());
    var tasks = new LiveTasks();
    var streamsConfig = new StreamsConfig(config);
    var progress =
        TopicProgress.ofCluster(
            admin, streamsConfig.getString(StreamsConfig.APPLICATION_ID_CONFIG));
    var topology =
        Pipeline.build(streamsConfig, settings, boards, layout, serdes, tasks, progress, meters);
    // It always exists, and no task reads it.
    var fence = new TopicPartition(settings.names().of(Topics.DRIFT_EVENTS), 0);
    var fenced = new FencedClients(streamsConfig.getKafkaClientSupplier(), fence);
    var streams = new KafkaStreams(topology, streamsConfig, fenced);
    streams.setUncaughtExceptionHandler(new FaultHandler(onDeath));
    var death = new DeathListener(onDeath);
    var readiness = new Readiness(System::nanoTime);
    streams.setStateListener(
        (now, before) -> {
          readiness.onChange(now, before);
          death.onChange(now, before);
        });
    var inputs =
        Map.of(
            Topics.BOOK_STORE,
            inputs(settings, layout, Topics.ACCOUNTS),
            Topics.REQUEST_STORE,
            inputs(settings, layout, Topics.REBALANCE_COMMANDS));
    return new EvenkeelStreams(
        admin, boards, tasks, topology, streams, readiness, settings, inputs);
  }

  private static PipelineQueries.Inputs inputs(
      PipelineSettings settings, TopicLayout layout, Topic<?> topic) {
    var name = settings.names().of(topic);
    return new PipelineQueries.Inputs(name, layout.of(name).partitions());
  }

  /** The names of every topic that the pipeline reads. */
  static List<String> topicsRead(PipelineSettings settings) {
    return Topics.ALL.stream()
        .filter(topic -> topic.group() != Topic.Group.OUTPUT)
        .flatMap(topic -> settings.names().each(topic).stream())
        .toList();
  }

  /** Starts the client; returns once its boards are read. */
  public void start() {
    streams.start();
  }

  /**
   * Why the client is not ready to answer; empty where it is: it runs, its group hears of it, every
   * assigned task has initialised, and its boards have passed their fences. Tasks that work go on
   * while others are dealt out anew, so that alone is no reason, unless it lasts.
   */
  public Optional<String> whyNotReady() {
    return readiness
        .whyNot(streams.state())
        .or(() -> sinceHeartbeat().flatMap(Readiness::whyNot))
        .or(this::whyTasksDoNotWork);
  }

  /** How long ago the group last heard of this client; empty before it did. */
  public Optional<Duration> sinceHeartbeat() {
    return Heartbeats.sinceLast(streams.metrics());
  }

  private Optional<String> whyTasksDoNotWork() {
    var assigned = assignedTasks();
    if (assigned.isEmpty()) {
      return Optional.of("No task is assigned to this instance yet.");
    }
    return tasks.areWorking(assigned)
        ? Optional.empty()
        : Optional.of(
            boards.overdueFences().stream()
                .findFirst()
                .orElse("Tasks of this instance are still waiting for their boards."));
  }

  private Set<String> assignedTasks() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().toString())
        .collect(Collectors.toSet());
  }

  /** Whether the client still lives; a client that is closing does. */
  public boolean isLive() {
    return streams.state() != KafkaStreams.State.ERROR;
  }

  public PipelineQueries queries() {
    return new PipelineQueries(streams, boards.view(), settings.accounts(), inputs);
  }

  /** The boards, for whoever shows prices. */
  public BoardsView boards() {
    return boards.view();
  }

  /** Whether this instance hears the kill switch, and what waits until it does. */
  public Hearing hearing() {
    return boards.hearing();
  }

  /** What each board counts, by the name of its topic without the prefix. */
  public Map<String, BoardCounts> boardCounts() {
    return MarketBoards.TOPICS.stream().collect(Collectors.toMap(Topic::name, boards::counts));
  }

  /** For metrics and for those who explain. */
  public KafkaStreams streams() {
    return streams;
  }

  public Topology topology() {
    return topology;
  }

  /** Hands the tasks over to other instances at once, and ends. */
  @Override
  public void close() {
    boards.close();
    streams.close(
        CloseOptions.timeout(CLOSES_WITHIN)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    admin.close();
  }
}
