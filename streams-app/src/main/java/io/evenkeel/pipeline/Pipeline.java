package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.Topics.ACCOUNTS;
import static io.evenkeel.pipeline.Topics.ACCOUNT_COMMANDS;
import static io.evenkeel.pipeline.Topics.ACCOUNT_OUTCOMES;
import static io.evenkeel.pipeline.Topics.ACCOUNT_STATUS;
import static io.evenkeel.pipeline.Topics.ACCOUNT_TASKS;
import static io.evenkeel.pipeline.Topics.ACRS;
import static io.evenkeel.pipeline.Topics.ADVISORIES;
import static io.evenkeel.pipeline.Topics.APPROVED_TRADES;
import static io.evenkeel.pipeline.Topics.AUDIT;
import static io.evenkeel.pipeline.Topics.CASH_MOVEMENTS;
import static io.evenkeel.pipeline.Topics.CONTROLS;
import static io.evenkeel.pipeline.Topics.CUSTODIAN_POSITIONS;
import static io.evenkeel.pipeline.Topics.DEAD_LETTERS;
import static io.evenkeel.pipeline.Topics.DRIFT_EVENTS;
import static io.evenkeel.pipeline.Topics.EXECUTION_RESULTS;
import static io.evenkeel.pipeline.Topics.LOSS_SALES;
import static io.evenkeel.pipeline.Topics.MARKET_COMMANDS;
import static io.evenkeel.pipeline.Topics.POSITIONS;
import static io.evenkeel.pipeline.Topics.PRICE_HOLDS;
import static io.evenkeel.pipeline.Topics.REBALANCE_COMMANDS;
import static io.evenkeel.pipeline.Topics.REBALANCE_HISTORY;
import static io.evenkeel.pipeline.Topics.REBALANCE_HISTORY_ACCOUNTS;
import static io.evenkeel.pipeline.Topics.REJECTIONS;
import static io.evenkeel.pipeline.Topics.RELEASES;
import static io.evenkeel.pipeline.Topics.RESTRICTIONS;
import static io.evenkeel.pipeline.Topics.TRADE_PROPOSALS;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.approval.Requests;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.drift.CorridorDriftEngine;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.pipeline.account.BookStore;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.approval.AccountApprovalProcessor;
import io.evenkeel.pipeline.approval.ReleaseProcessor;
import io.evenkeel.pipeline.approval.RequestProcessor;
import io.evenkeel.pipeline.drift.AccountInput;
import io.evenkeel.pipeline.drift.DriftProcessor;
import io.evenkeel.pipeline.history.ExecutionProcessor;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketProcessor;
import io.evenkeel.pipeline.market.MarketReports;
import io.evenkeel.pipeline.market.TopicLayout;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.CommitPaces;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.rebalance.BuildProcessor;
import io.evenkeel.pipeline.state.PackedStore;
import io.evenkeel.pipeline.state.Packing;
import io.evenkeel.pipeline.wire.AccountCommandWire;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.CustodianPositionsWire;
import io.evenkeel.pipeline.wire.ExecutionWire;
import io.evenkeel.pipeline.wire.MarketCommandWire;
import io.evenkeel.pipeline.wire.MarketWording;
import io.evenkeel.pipeline.wire.OutcomeWire;
import io.evenkeel.pipeline.wire.RejectionWire;
import io.evenkeel.pipeline.wire.ReleaseWire;
import io.evenkeel.pipeline.wire.RequestCommandWire;
import io.evenkeel.pipeline.wire.RequestWording;
import io.evenkeel.pipeline.wire.RestrictionWire;
import io.evenkeel.pipeline.wire.TaskWire;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The whole pipeline, top to bottom in the order data flows.
 *
 * <pre>
 *   boards ──► every instance (pipeline.market)
 *   account task by accountId: market (for the boards), drift, rebalance, approval, history
 *   request task by requestId: requests, their accounts, history
 *   release task by custodianId: the last step
 * </pre>
 *
 * <p>Tasks talk to each other by ordinary topics, since they talk in a circle.
 */
public final class Pipeline {
  private static final String MARKET = "market";
  private static final String DRIFT = "drift";
  private static final String REBALANCE = "rebalance";
  private static final String APPROVAL = "approval";
  private static final String HISTORY = "history";
  private static final String REQUESTS = "requests";
  private static final String RELEASE = "release";

  private final PipelineSettings settings;
  private final MarketBoards boards;
  private final TopicLayout layout;
  private final AvroSerdes serdes;
  private final LiveTasks tasks;
  private final TopicProgress progress;
  private final PipelineMeters meters;
  private final CommitPaces paces;
  private final Topology topology;

  private Pipeline(
      PipelineSettings settings,
      MarketBoards boards,
      TopicLayout layout,
      AvroSerdes serdes,
      LiveTasks tasks,
      TopicProgress progress,
      PipelineMeters meters,
      Topology topology) {
    this.settings = settings;
    this.boards = boards;
    this.layout = layout;
    this.serdes = serdes;
    this.tasks = tasks;
    this.progress = progress;
    this.meters = meters;
    this.paces = new CommitPaces(settings.commitFloor());
    this.topology = topology;
  }

  /**
   * Builds the topology of one client.
   *
   * @param boards of this client; they serve no other
   * @param layout of every topic that the pipeline reads
   * @param tasks learns which tasks of the client are at work
   * @param progress of the topics that the client's tasks read
   * @param meters of the client
   */
  public static Topology build(
      StreamsConfig config,
      PipelineSettings settings,
      MarketBoards boards,
      TopicLayout layout,
      AvroSerdes serdes,
      LiveTasks tasks,
      TopicProgress progress,
      PipelineMeters meters) {
    // Only by way of TopologyConfig does Streams insist on a name for everything.
    var topology = new Topology(new TopologyConfig(config));
    var pipeline =
        new Pipeline(settings, boards, layout, serdes, tasks, progress, meters, topology);
    boards.addTo(topology, serdes);
    pipeline.accountTask();
    pipeline.requestTask();
    pipeline.releaseTask();
    return topology;
  }

  private void accountTask() {
    var task = subTopology("account");
    var wording = new AccountWording(settings.names());
    readInputs(task);
    readTasksAndResults(task);
    market(task);
    task.stage(
        DRIFT,
        () -> new DriftProcessor(wording, boards, settings, tasks, progress, meters.engines()),
        List.of(ACCOUNTS, POSITIONS, CUSTODIAN_POSITIONS, RESTRICTIONS, ACCOUNT_COMMANDS));
    task.stage(REBALANCE, () -> new BuildProcessor(wording), List.of(ACCOUNT_TASKS));
    task.stage(APPROVAL, () -> new AccountApprovalProcessor(wording), List.of(ACCOUNT_TASKS));
    task.stage(
        HISTORY,
        () -> new ExecutionProcessor(wording, meters.records()),
        List.of(EXECUTION_RESULTS));
    task.store(books());
    task.store(inMemory(Topics.FENCE_STORE, StatePackings.FENCES));
    task.says(
        paces,
        tasks,
        meters,
        growing(Topics.ACCOUNT_AUDIT_STORE, StatePackings.AUDIT_HEADS),
        List.of(
            DRIFT_EVENTS,
            ACCOUNT_STATUS,
            ADVISORIES,
            PRICE_HOLDS,
            LOSS_SALES,
            TRADE_PROPOSALS,
            ACRS,
            CASH_MOVEMENTS,
            ACCOUNT_OUTCOMES,
            RELEASES,
            REJECTIONS,
            AUDIT,
            DEAD_LETTERS));
  }

  private void market(SubTopology task) {
    task.<io.evenkeel.schemas.MarketCommand, ReleaseCommand>read(
        MARKET_COMMANDS,
        MARKET,
        (raw, key, command) -> MarketCommandWire.command(key, command),
        reader -> reader.refusing(RejectionWire::write),
        command -> MARKET);
    var wording = new MarketWording(settings.names());
    var tasks = layout.of(settings.names().of(MARKET_COMMANDS)).partitions();
    task.stage(
        MARKET,
        () -> new MarketProcessor(boards, wording, tasks, settings.judgeEvery()),
        List.of(MARKET_COMMANDS));
    task.store(MarketReports.store(Topics.MARKET_STORE));
  }

  private void readInputs(SubTopology task) {
    task.<io.evenkeel.schemas.Account, AccountInput>read(
        ACCOUNTS,
        DRIFT,
        (raw, key, account) -> new AccountInput.Known(BookWire.account(key, account)),
        reader -> reader.withTombstone(key -> new AccountInput.Known(null)),
        input -> DRIFT);
    task.<io.evenkeel.schemas.Positions, AccountInput>read(
        POSITIONS,
        DRIFT,
        (raw, key, positions) -> new AccountInput.Held(BookWire.positions(key, positions)),
        reader -> reader.withTombstone(key -> new AccountInput.Held(null)),
        input -> DRIFT);
    task.<io.evenkeel.schemas.CustodianPositions, AccountInput>read(
        CUSTODIAN_POSITIONS,
        DRIFT,
        (raw, key, said) -> new AccountInput.Confirmed(CustodianPositionsWire.read(key, said)),
        reader -> reader.withTombstone(key -> new AccountInput.Confirmed(null)),
        input -> DRIFT);
    task.<io.evenkeel.schemas.Restrictions, AccountInput>read(
        RESTRICTIONS,
        DRIFT,
        (raw, key, restrictions) -> new AccountInput.Limited(RestrictionWire.read(restrictions)),
        reader -> reader.withTombstone(key -> new AccountInput.Limited(Restrictions.NONE)),
        input -> DRIFT);
    task.<io.evenkeel.schemas.AccountCommand, AccountInput>read(
        ACCOUNT_COMMANDS,
        DRIFT,
        (raw, key, command) -> new AccountInput.Asked(AccountCommandWire.read(key, command)),
        reader -> reader.refusing(RejectionWire::write),
        input -> DRIFT);
  }

  private void readTasksAndResults(SubTopology task) {
    task.read(
        ACCOUNT_TASKS,
        REBALANCE,
        (raw, key, asked) -> TaskWire.read(key, asked),
        Function.identity(),
        asked -> asked instanceof AccountTask.Build ? REBALANCE : APPROVAL);
    task.read(
        EXECUTION_RESULTS,
        HISTORY,
        (raw, key, result) ->
            ExecutionWire.execution(
                key, result, settings.names().custodianOf(EXECUTION_RESULTS, raw.topic())),
        Function.identity(),
        result -> HISTORY);
  }

  private StoreBuilder<BookStore> books() {
    return BookStore.named(
        inMemory(Topics.BOOK_STORE, StatePackings.BOOKS),
        boards.view(),
        settings.accounts(),
        () -> new CorridorDriftEngine(boards.view(), settings.accounts().drift().hysteresis()),
        settings.unpackedBooks(),
        meters.answers());
  }

  private void requestTask() {
    var task = subTopology("request");
    var wording = new RequestWording(settings.names());
    var core = new Requests(settings.requests());
    task.read(
        REBALANCE_COMMANDS,
        APPROVAL,
        (raw, key, command) ->
            RequestCommandWire.read(key, command, Instant.ofEpochMilli(raw.timestampMillis())),
        reader -> reader.refusing(RejectionWire::write),
        command -> REQUESTS);
    task.read(
        ACCOUNT_OUTCOMES,
        APPROVAL,
        (raw, key, outcome) -> OutcomeWire.read(outcome),
        Function.identity(),
        outcome -> REQUESTS);
    task.stage(
        REQUESTS,
        () -> new RequestProcessor(core, wording, settings.tickEvery()),
        List.of(REBALANCE_COMMANDS, ACCOUNT_OUTCOMES));
    task.store(
        PackedStore.listing(
            inMemory(Topics.REQUEST_STORE, StatePackings.REQUESTS), RequestState::request));
    task.store(growing(Topics.HISTORY_STORE, StatePackings.REQUEST_ACCOUNTS));
    task.says(
        paces,
        tasks,
        meters,
        growing(Topics.REQUEST_AUDIT_STORE, StatePackings.AUDIT_HEADS),
        List.of(
            ACCOUNT_TASKS,
            ACCOUNT_OUTCOMES,
            REBALANCE_HISTORY,
            REBALANCE_HISTORY_ACCOUNTS,
            REJECTIONS,
            AUDIT,
            DEAD_LETTERS));
  }

  private void releaseTask() {
    var task = subTopology("release");
    task.read(
        RELEASES,
        APPROVAL,
        (raw, key, release) -> ReleaseWire.read(release),
        Function.identity(),
        release -> RELEASE);
    task.stage(
        RELEASE,
        () ->
            new ReleaseProcessor(
                settings.names().custodians(), settings.limits(), boards.view(), boards.hearing()),
        List.of(RELEASES));
    task.store(inMemory(Topics.RELEASE_STORE, StatePackings.RELEASE_NUMBERS));
    task.store(growing(Topics.RELEASED_BATCH_STORE, StatePackings.RELEASED_BATCHES));
    task.store(inMemory(Topics.RELEASE_SPENDING_STORE, StatePackings.RELEASE_SPENDING));
    task.store(growing(Topics.RELEASE_ACCOUNT_STORE, StatePackings.RELEASE_ACCOUNTS));
    task.store(inMemory(Topics.RELEASE_HALT_STORE, StatePackings.RELEASE_HALTS));
    task.store(growing(Topics.RELEASE_WAITING_STORE, StatePackings.RELEASE_WAITING));
    task.says(
        paces,
        tasks,
        meters,
        growing(Topics.RELEASE_AUDIT_STORE, StatePackings.AUDIT_HEADS),
        List.of(APPROVED_TRADES, ACCOUNT_TASKS, CONTROLS, ADVISORIES, AUDIT, DEAD_LETTERS));
  }

  private <T> StoreBuilder<PackedStore<T>> inMemory(String name, Packing<T> packing) {
    return settings.kept() ? PackedStore.inMemory(name, packing) : PackedStore.withoutLog(name);
  }

  /** What grows with time and is seldom read. */
  private <T> StoreBuilder<PackedStore<T>> growing(String name, Packing<T> packing) {
    return settings.kept() ? PackedStore.onDisk(name, packing) : PackedStore.withoutLog(name);
  }

  private SubTopology subTopology(String task) {
    return new SubTopology(task, topology, settings.names(), layout, serdes);
  }
}
