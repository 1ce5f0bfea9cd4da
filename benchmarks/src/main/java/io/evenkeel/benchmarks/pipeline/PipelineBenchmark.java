package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.benchmarks.report.Recording;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** One run: everything is measured on the same machine, one thing after the other. */
final class PipelineBenchmark {
  private static final Duration AT_MOST = Duration.ofMinutes(10);
  private static final Duration COMPILED_WITHIN = Duration.ofSeconds(30);
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);

  private final PipelineCommand.Size size;
  private final Path directory;
  private final LoadBook book;
  private final Recording recording;

  PipelineBenchmark(PipelineCommand.Size size, Path directory, Recording recording) {
    this.size = size;
    this.directory = directory;
    this.recording = recording;
    this.book =
        new LoadBook(
            size.accounts(),
            size.repeats() * size.drifted(),
            size.symbols(),
            size.positions(),
            Instant.now());
  }

  void run() throws IOException, InterruptedException {
    tell("logs and data are in " + directory);
    try (var cluster = new Cluster(size.cluster(), directory)) {
      cluster.awaitReady();
      var clients = cluster.clients();
      try (var prices = new PriceLoad(clients, book)) {
        load(cluster, prices);
        try (var events = new EventWatch(clients)) {
          for (var part : size.parts()) {
            measure(part, cluster, prices, events);
          }
        }
      }
    }
  }

  private void measure(Part part, Cluster cluster, PriceLoad prices, EventWatch events)
      throws IOException, InterruptedException {
    switch (part) {
      case IDLE -> idle(cluster);
      case LATENCY -> latencies(cluster, prices, events);
      case WORKFLOW -> workflow(cluster);
      case EDIT -> edits(cluster, prices, events);
      case CRASH -> crash(prices, events);
      case BURST -> bursts(cluster, prices, events);
      case RESTORE -> restore(cluster, events, prices);
    }
  }

  private void load(Cluster cluster, PriceLoad prices) throws InterruptedException {
    tell("sending %,d accounts of %d positions".formatted(size.accounts(), size.positions()));
    var cpu = cluster.app().cpu();
    try (var loading = new Loading(cluster.clients(), book, prices)) {
      add(Figure.of("loadSeconds", loading.seconds(), "s"));
      addCpu("load", cluster, cpu);
      loading.requireAllOpened();
    }
  }

  private void idle(Cluster cluster) throws InterruptedException {
    tell("idle for 20 s, once what loading made hot has been compiled");
    Thread.sleep(COMPILED_WITHIN.toMillis());
    var app = cluster.app().cpu();
    var platform = cluster.platform().cpu();
    Thread.sleep(20_000);
    var used = cluster.app().cpu().minus(app).plus(cluster.platform().cpu()).minus(platform);
    add(Figure.atMost("idleCpuPercentOfACore", used.toMillis() / 200.0, "%", 10));
    add(Figure.of("appResidentGB", cluster.app().residentBytes() / 1e9, "GB"));
  }

  private void latencies(Cluster cluster, PriceLoad prices, EventWatch events)
      throws InterruptedException {
    pace("warm up", prices, events, 10_000, 1_000, 0);
    for (var repeat = 1; repeat <= size.repeats(); repeat++) {
      for (var ticks : List.of(100, 10_000)) {
        latencies(ticks, cluster, prices, events);
      }
    }
  }

  private void latencies(int ticks, Cluster cluster, PriceLoad prices, EventWatch events)
      throws InterruptedException {
    pace("", prices, events, ticks, 100, 0);
    addLatencies("ticks%dEvents100".formatted(ticks), events, 8, 30);
    var before = cluster.app().cpu();
    var start = System.nanoTime();
    pace("", prices, events, ticks, 2_000, 0);
    var cores = cluster.app().cpu().minus(before).toNanos() / (double) (System.nanoTime() - start);
    addLatencies("ticks%dEvents2000".formatted(ticks), events, Double.NaN, 60);
    add(Figure.of("ticks%dEvents2000AppCores".formatted(ticks), cores, "cores"));
  }

  /** Waits until every tick has its event; says how many have none where that takes long. */
  private static void awaitAnswers(EventWatch events) throws InterruptedException {
    var until = System.nanoTime() + ANSWERED_WITHIN.toNanos();
    while (events.unanswered() > 0) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "%d ticks have had no event for %d s"
                .formatted(events.unanswered(), ANSWERED_WITHIN.toSeconds()));
      }
      Thread.sleep(1);
    }
  }

  private void pace(
      String name, PriceLoad prices, EventWatch events, int ticks, int perSecond, double fall)
      throws InterruptedException {
    tell("%s %,d ticks/s with %,d events/s".formatted(name, ticks, perSecond).strip());
    events.latencies().clear();
    prices.run(
        new PriceLoad.Pace(ticks, perSecond, Duration.ofSeconds(size.seconds()), fall), events);
    awaitAnswers(events);
  }

  private void addLatencies(String name, EventWatch events, double goal50, double goal99) {
    var p50 = events.latencies().millis(0.50);
    add(
        Double.isNaN(goal50)
            ? Figure.of(name + "P50", p50, "ms")
            : Figure.atMost(name + "P50", p50, "ms", goal50));
    add(Figure.atMost(name + "P99", events.latencies().millis(0.99), "ms", goal99));
  }

  private void workflow(Cluster cluster) throws InterruptedException {
    for (var repeat = 0; repeat < size.repeats(); repeat++) {
      var first = repeat * size.drifted() + 1;
      rebalance(
          cluster,
          "BENCHMARK-" + first,
          IntStream.range(first, first + size.drifted()).mapToObj(LoadBook::account).toList());
    }
  }

  private void rebalance(Cluster cluster, String requestId, List<String> accounts)
      throws InterruptedException {
    var clients = cluster.clients();
    Set<String> proposed = ConcurrentHashMap.newKeySet();
    Set<String> batches = ConcurrentHashMap.newKeySet();
    var status = new AtomicReference<RequestStatus>();
    try (var publisher = new Publisher(clients);
        var watchProposals = watchKeys(clients, Topics.TRADE_PROPOSALS, proposed);
        var watchBatches = watchKeys(clients, Topics.APPROVED_TRADES, batches);
        var watchStatus = watchStatus(clients, status)) {
      tell("submitting %,d accounts".formatted(accounts.size()));
      var cpu = cluster.app().cpu();
      var start = System.nanoTime();
      command(publisher, requestId, RebalanceCommandType.SUBMIT, accounts);
      await("every account has a proposal", () -> proposed.size() >= accounts.size());
      add(Figure.atMost("submitToAllProposalsSeconds", secondsSince(start), "s", 10));
      await("the request can be approved", () -> status.get() == RequestStatus.PENDING_APPROVAL);
      add(Figure.of("submitToApprovableSeconds", secondsSince(start), "s"));
      addCpu("submit", cluster, cpu);
      Thread.sleep(3_000);
      tell("approving them");
      cpu = cluster.app().cpu();
      start = System.nanoTime();
      command(publisher, requestId, RebalanceCommandType.APPROVE, accounts);
      await("every account has a batch", () -> batches.size() >= accounts.size());
      add(Figure.atMost("approveToAllBatchesSeconds", secondsSince(start), "s", 5));
      addCpu("approve", cluster, cpu);
    }
  }

  private static void command(
      Publisher publisher, String requestId, RebalanceCommandType type, List<String> accounts) {
    var command =
        RebalanceCommand.newBuilder()
            .setCommandId(requestId + "-" + type)
            .setType(type)
            .setSentBy("benchmark")
            .setSentAt(Instant.now())
            .setFirmId(LoadBook.FIRM);
    if (type == RebalanceCommandType.SUBMIT) {
      command.setSubmit(SubmitRequest.newBuilder().setAccounts(accounts).build());
    } else {
      command.setApprove(ApproveRequest.newBuilder().build());
    }
    publisher.send(Topics.REBALANCE_COMMANDS, requestId, command.build());
    publisher.flush();
  }

  /** One edit flags everybody for the new content, the next takes it back and clears them. */
  private void edits(Cluster cluster, PriceLoad prices, EventWatch events)
      throws InterruptedException {
    for (var repeat = 1; repeat <= size.repeats(); repeat++) {
      edit(cluster, prices, events, repeat + 1, repeat % 2 == 1 ? "0.021" : "0.02");
    }
  }

  private void edit(
      Cluster cluster, PriceLoad prices, EventWatch events, long version, String threshold)
      throws InterruptedException {
    tell("editing a target of %,d accounts under 100 events/s".formatted(size.accounts()));
    events.latencies().clear();
    events.forgetOthers();
    var load =
        new Thread(
            () -> prices.run(new PriceLoad.Pace(1_000, 100, Duration.ofSeconds(15), 0), events));
    load.start();
    Thread.sleep(1_000);
    try (var publisher = new Publisher(cluster.clients())) {
      var cpu = cluster.app().cpu();
      var start = System.nanoTime();
      book.sendReserve(publisher, version, threshold);
      await("every account is flagged", () -> events.others() >= size.accounts());
      add(Figure.atMost("editToAllFlaggedSeconds", secondsSince(start), "s", 10));
      addCpu("edit", cluster, cpu);
    }
    load.join();
    awaitAnswers(events);
    add(Figure.atMost("editOthersP99", events.latencies().millis(0.99), "ms", 100));
  }

  private void crash(PriceLoad prices, EventWatch events) throws InterruptedException {
    tell("a crash: 60 s at 10,000 ticks/s and 2,000 events/s while the market falls by 5 %");
    events.latencies().clear();
    var skipped = prices.skipped();
    prices.run(new PriceLoad.Pace(10_000, 2_000, Duration.ofSeconds(50), 0.04), events);
    add(Figure.of("crashMostMillis", events.latencies().millis(1), "ms"));
    events.latencies().clear();
    prices.run(new PriceLoad.Pace(10_000, 2_000, Duration.ofSeconds(10), 0.05), events);
    add(Figure.atMost("crashUnansweredAtItsEnd", events.unanswered(), "events", 200));
    add(Figure.atMost("crashSkipped", prices.skipped() - skipped, "events", 0));
    add(Figure.of("crashLastSecondsP99", events.latencies().millis(0.99), "ms"));
    add(Figure.of("driftEventBytes", events.bytesPerEvent(), "B"));
    awaitAnswers(events);
  }

  /** The pipeline and a bare consumer, one after the other, each with the producer running. */
  private void bursts(Cluster cluster, PriceLoad prices, EventWatch events)
      throws IOException, InterruptedException {
    for (var i = 0; i < size.repeats(); i++) {
      tell("burst %d of %d: %,d ticks".formatted(i + 1, size.repeats(), size.burst()));
      var pipeline = size.burst() / pipelineBurst(prices, events);
      add(Figure.of("pipelineTicksPerSecond", pipeline, "ticks/s"));
      cluster.stopApp();
      var bare = size.burst() / bareBurst(cluster.clients(), prices);
      add(Figure.of("bareTicksPerSecond", bare, "ticks/s"));
      add(Figure.atLeast("pipelineToBareRatio", pipeline / bare, "", 0.9));
      cluster.restartApp();
    }
  }

  /** Seconds until an event came that follows the burst's last ticks, in every partition. */
  private double pipelineBurst(PriceLoad prices, EventWatch events) throws InterruptedException {
    var burst = prices.burst();
    burst.send(size.burst() / 2); // What is measured is its pace, not that of its compiler.
    toggleInEveryPartition(prices, events); // Everybody is judged once.
    var start = System.nanoTime();
    burst.send(size.burst());
    toggleInEveryPartition(prices, events);
    return secondsSince(start);
  }

  private void toggleInEveryPartition(PriceLoad prices, EventWatch events)
      throws InterruptedException {
    for (var i = 1; i <= 20 * size.partitions(); i++) {
      prices.toggle(i, events);
    }
    prices.flush();
    awaitAnswers(events);
  }

  private double bareBurst(Clients clients, PriceLoad prices) throws InterruptedException {
    var burst = prices.burst();
    var deserializer = clients.serdes().deserializer(Price.class);
    var seen = new AtomicLong();
    try (var watch =
        Watch.of(
            clients,
            List.of(clients.names().of(Topics.PRICES)),
            record -> {
              if (deserializer.deserialize(record.topic(), record.value()) != null) {
                seen.incrementAndGet();
              }
            })) {
      burst.send(size.burst() / 2);
      prices.flush();
      await("the warm up is read", () -> seen.get() >= size.burst() / 2);
      seen.set(0);
      var start = System.nanoTime();
      burst.send(size.burst());
      prices.flush();
      await("the burst is read", () -> seen.get() >= size.burst());
      return secondsSince(start);
    }
  }

  private void restore(Cluster cluster, EventWatch events, PriceLoad prices)
      throws IOException, InterruptedException {
    tell("killing the app and starting it again");
    cluster.app().kill();
    var start = System.nanoTime();
    cluster.restartApp();
    add(Figure.of("restoreToReadySeconds", secondsSince(start), "s"));
    prices.toggle(1, events);
    prices.flush();
    awaitAnswers(events);
    add(Figure.of("restoreToFirstEventSeconds", secondsSince(start), "s"));
  }

  private static Watch watchKeys(
      Clients clients, io.evenkeel.pipeline.Topic<?> topic, Set<String> keys) {
    return Watch.of(clients, clients.names().each(topic), record -> keys.add(record.key()));
  }

  private static Watch watchStatus(Clients clients, AtomicReference<RequestStatus> status) {
    var deserializer = clients.serdes().deserializer(RebalanceHistory.class);
    return Watch.of(
        clients,
        clients.names().each(Topics.REBALANCE_HISTORY),
        record -> status.set(deserializer.deserialize(record.topic(), record.value()).getStatus()));
  }

  private static void await(String what, BooleanSupplier happened) throws InterruptedException {
    var until = System.nanoTime() + AT_MOST.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("in vain awaited that " + what);
      }
      Thread.sleep(1);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Processor time of the application since then. */
  private void addCpu(String name, Cluster cluster, Duration before) {
    var used = cluster.app().cpu().minus(before);
    add(Figure.of(name + "AppCpuSeconds", used.toNanos() / 1e9, "s"));
  }

  private void add(Figure figure) {
    figure.addTo(recording);
    recording.save(false);
    tell("  " + figure.row());
  }

  private static void tell(String sentence) {
    System.err.println(sentence);
  }
}
