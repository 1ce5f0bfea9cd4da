package io.evenkeel.chaos;

import io.evenkeel.chaos.fault.Fault;
import io.evenkeel.chaos.fault.Stage;
import io.evenkeel.chaos.judge.Evidence;
import io.evenkeel.chaos.judge.Judge;
import io.evenkeel.chaos.judge.Verdict;
import io.evenkeel.chaos.load.Advisor;
import io.evenkeel.chaos.load.Market;
import io.evenkeel.chaos.load.RunBook;
import io.evenkeel.chaos.load.SentRecords;
import io.evenkeel.chaos.process.AppNode;
import io.evenkeel.chaos.process.Cluster;
import io.evenkeel.chaos.process.Isolation;
import io.evenkeel.chaos.report.EventWatch;
import io.evenkeel.chaos.report.Gap;
import io.evenkeel.chaos.report.Rest;
import io.evenkeel.chaos.report.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: a cluster that works, faults one after the other, and, once all is at rest, the judge.
 */
final class Run {
  private static final Duration CALM_FOR = Duration.ofMillis(1_000);

  /** Silence is calm only where it is not for want of ticks. */
  private static final int CALM_EVENTS = 10;

  private static final Duration PROMPT = Duration.ofMillis(1_000);
  private static final Duration JUDGED_WITHIN = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 50;

  private final Size size;
  private final Scenario scenario;
  private final long seed;
  private final Path directory;
  private final Told told;
  private final List<Gap> gaps = new ArrayList<>();
  private final List<String> unrest = new ArrayList<>();
  private long startNanos;
  private int restarts;

  /**
   * How large it is.
   *
   * @param eventsPerSecond ticks that must each raise a drift event
   * @param settle how long it works before the first fault
   * @param patience within which it must be calm after a fault, and at rest in the end
   * @param firing after which no further fault comes
   */
  record Size(
      int apps,
      int partitions,
      int threads,
      String heap,
      int events,
      int traders,
      int eventsPerSecond,
      Duration settle,
      Duration patience,
      Duration firing,
      Map<String, String> settings) {}

  /**
   * Whoever follows a run.
   *
   * @param sentences on what happens
   * @param reports after every fault, not judged
   */
  record Told(Consumer<String> sentences, Consumer<RunReport> reports) {
    void say(String sentence) {
      sentences.accept(sentence);
    }
  }

  Run(Size size, Scenario scenario, long seed, Path directory, Told told) {
    this.size = size;
    this.scenario = scenario;
    this.seed = seed;
    this.directory = directory;
    this.told = told;
  }

  RunReport run(List<Fault> faults) throws Exception {
    try (var isolation = scenario.isIsolated() ? Isolation.attempt() : Isolation.none();
        var cluster = new Cluster(plan(isolation), directory)) {
      told.say("brokers, registry, custodians and instances run; logs are in " + directory);
      return worked(cluster, faults);
    }
  }

  private Cluster.Plan plan(Isolation isolation) {
    return new Cluster.Plan(
        scenario.brokers(),
        scenario.brokers() == 0 ? 1 : size.apps(),
        size.partitions(),
        size.threads(),
        size.heap(),
        scenario.isViaProxies(),
        isolation,
        size.settings());
  }

  private RunReport worked(Cluster cluster, List<Fault> faults) throws Exception {
    var clients = cluster.clients();
    var book =
        new RunBook(size.events(), size.traders(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    var sentFile = directory.resolve("sent.jsonl");
    try (var sent = new SentRecords(clients, sentFile);
        var watch = new EventWatch(clients);
        var advisor = new Advisor(clients, sent)) {
      var stage = new Stage(cluster, sent, book, seed);
      var market = new Market(sent, book, watch, size.eventsPerSecond(), seed);
      market.open();
      book.send(sent);
      cluster.awaitReady();
      awaitJudged(advisor, book);
      market.start();
      advisor.start();
      Thread.sleep(size.settle().toMillis());
      awaitCalm(stage, watch);
      told.say("all accounts are judged, ticks raise events, requests are approved");
      startNanos = System.nanoTime();
      fireAll(faults, stage, watch);
      advisor.submitNothingMore();
      market.close();
      var rest = new Rest(cluster, advisor, watch, size.patience());
      unrest.addAll(rest.await(() -> supervise(stage)));
      var soFar = report(stage, null);
      sent.flush();
      told.say("all is at rest; the judge reads");
      return soFar.with(judged(cluster, sentFile, stage));
    }
  }

  private void fireAll(List<Fault> faults, Stage stage, EventWatch watch) throws Exception {
    for (var fault : faults) {
      if (System.nanoTime() - startNanos > size.firing().toNanos()) {
        told.say("time is up: no further fault comes");
        return;
      }
      fire(fault, stage, watch);
      told.reports().accept(report(stage, null));
    }
  }

  private RunReport report(Stage stage, @Nullable Verdict verdict) {
    return new RunReport(
        scenario.name().toLowerCase(Locale.ROOT),
        seed,
        stage.kills(),
        stage.fired().size(),
        (System.nanoTime() - startNanos) / 1e9,
        restarts,
        List.copyOf(gaps),
        stage.skipped(),
        List.copyOf(unrest),
        verdict);
  }

  private static Verdict judged(Cluster cluster, Path sentFile, Stage stage) {
    return Judge.judge(
        new Evidence(
            cluster.configuration(),
            cluster.custodianBook(),
            sentFile,
            stage.fired(),
            stage.skipped(),
            cluster.logDirs()));
  }

  private void awaitJudged(Advisor advisor, RunBook book) throws InterruptedException {
    var until = System.nanoTime() + JUDGED_WITHIN.toNanos();
    while (advisor.statuses().size() < book.events() + book.traders()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "%d of %d accounts were judged within %d s; logs are in %s"
                .formatted(
                    advisor.statuses().size(),
                    book.events() + book.traders(),
                    JUDGED_WITHIN.toSeconds(),
                    directory));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void fire(Fault fault, Stage stage, EventWatch watch) throws Exception {
    var since = System.nanoTime();
    var before = stage.fired().size();
    var rebalances = rebalances(stage);
    fault.fire(stage);
    var over = System.nanoTime();
    fault.awaitBack(stage, size.patience()).ifPresent(unrest::add);
    var calmSince = awaitCalm(stage, watch);
    if (stage.fired().size() > before) {
      var gap =
          new Gap(
              fault.toString(),
              watch.longestSeconds(since),
              Math.max(0, calmSince - over) / 1e9,
              Math.max(0, rebalances(stage) - rebalances));
      gaps.add(gap);
      told.say(
          String.format(
              Locale.ROOT,
              "%.0f s: %s: gap %.2f s, calm after %.2f s",
              (System.nanoTime() - startNanos) / 1e9,
              gap.fault(),
              gap.seconds(),
              gap.calmAfterSeconds()));
    }
  }

  /** As the instance that lived through most of them saw it. */
  private static long rebalances(Stage stage) {
    return stage.cluster().apps().stream().mapToLong(AppNode::rebalances).max().orElse(0);
  }

  /**
   * Until every instance is ready and no tick has waited long for a while.
   *
   * @return since when it is so, as {@link System#nanoTime}
   */
  private long awaitCalm(Stage stage, EventWatch watch) throws InterruptedException {
    var until = System.nanoTime() + size.patience().toNanos();
    var calmSince = System.nanoTime();
    var events = watch.events();
    while (System.nanoTime() - calmSince < CALM_FOR.toNanos()
        || watch.events() - events < CALM_EVENTS) {
      supervise(stage);
      var unready = stage.cluster().apps().stream().filter(app -> !app.isReady()).toList();
      if (!unready.isEmpty() || !watch.isPrompt(PROMPT)) {
        events = watch.events();
        calmSince = System.nanoTime();
      }
      if (System.nanoTime() > until) {
        unrest.add(
            "no calm %d s after a fault: not ready %s, %d ticks wait for their event"
                .formatted(
                    size.patience().toSeconds(),
                    unready.stream().map(AppNode::name).toList(),
                    watch.waiting()));
        return System.nanoTime();
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return calmSince;
  }

  /** What a supervisor does with an instance that ended by itself. */
  private void supervise(Stage stage) {
    for (var app : stage.cluster().apps()) {
      if (!app.child().isAlive()) {
        told.say(
            "%s had ended with %d and is started again"
                .formatted(app.name(), app.child().exitCode()));
        restarts++;
        app.restart();
      }
    }
  }
}
