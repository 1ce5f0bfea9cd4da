package io.evenkeel.benchmarks.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.benchmarks.peers.PeersCommand.Size;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** All runs, one after the other, through one broker. */
final class PeersBenchmark implements AutoCloseable {
  private static final int SENTINELS_PER_PARTITION = 20;
  private static final int PASSES = 30;
  private static final int PASS_TICKS = 1_000;
  private static final int HURRY = 1_000;

  private final Size size;
  private final int symbols;
  private final Path directory;
  private final PrintStream out;
  private final Broker broker;
  private final ObjectNode figures = Json.object();
  private boolean allEqual = true;
  private int runs;

  PeersBenchmark(Size size, int symbols, Path directory, PrintStream out)
      throws IOException, InterruptedException {
    this.size = size;
    this.symbols = symbols;
    this.directory = directory;
    this.out = out;
    this.broker = new Broker(directory);
    figures.put("java", Runtime.version().toString());
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    out.println("logs and data are in " + directory);
  }

  private Accounts accounts(int count) {
    return new Accounts(count, symbols, SENTINELS_PER_PARTITION * size.settings().partitions());
  }

  /** Everybody at one size, in turn, so often. */
  void interleave(List<Kind> kinds, int count, int repeats)
      throws IOException, InterruptedException {
    var accounts = accounts(count);
    var results = new ArrayList<Result>();
    for (var i = 0; i < repeats; i++) {
      for (var kind : kinds) {
        results.add(fastest(kind, accounts));
      }
    }
    figures.put("accounts", count);
    figures.put("repeats", repeats);
    figures.put("withinMillis", size.withinMillis());
    for (var kind : kinds) {
      put(kind, results);
    }
    ratios("", results, Result::ticksPerSecond);
    ratios("PerCoreSecond", results, Result::ticksPerCoreSecond);
  }

  private void ratios(String suffix, List<Result> results, ToDoubleFunction<Result> figure) {
    ratio("evenkeelToForeignKeyJoin" + suffix, results, Kind::isJoin, figure);
    ratio("evenkeelToFlink" + suffix, results, Kind::isFlink, figure);
  }

  /** Of medians, against the best of its rivals. */
  private void ratio(
      String name, List<Result> results, Predicate<Kind> rivals, ToDoubleFunction<Result> figure) {
    var rival =
        Arrays.stream(Kind.values())
            .filter(rivals)
            .mapToDouble(kind -> median(results, kind, figure))
            .max()
            .orElseThrow();
    var ratio = median(results, Kind.EVENKEEL, figure) / rival;
    if (ratio > 0 && Double.isFinite(ratio)) {
      figures.put(name, ratio);
      out.printf(Locale.ROOT, "%s: %,.0f%n", name, ratio);
    }
  }

  /** 0 of those who did not compete, or did not say what they should. */
  private static double median(List<Result> results, Kind kind, ToDoubleFunction<Result> figure) {
    var of = equal(results, kind);
    return of.isEmpty() ? 0 : spread(of, figure).median();
  }

  private static List<Result> equal(List<Result> results, Kind kind) {
    return results.stream().filter(r -> r.kind() == kind && r.isEqual()).toList();
  }

  /** The largest of these sizes at which each peer takes so many ticks a second. */
  void climb(List<Kind> kinds, List<Integer> ladder, double ticksPerSecond)
      throws IOException, InterruptedException {
    figures.put("sustain", ticksPerSecond);
    for (var kind : kinds) {
      if (kind != Kind.EVENKEEL) {
        var largest = largest(kind, ladder, ticksPerSecond);
        figures.withObject("/" + kind.jsonName()).put("largestSustained", largest);
        out.printf("%-18s sustains %,d accounts%n", kind.key(), largest);
      }
    }
  }

  private int largest(Kind kind, List<Integer> ladder, double ticksPerSecond)
      throws IOException, InterruptedException {
    var largest = 0;
    for (var count : ladder) {
      try (var run = start(kind, accounts(count))) {
        var pace = run.warmedUp(ticksPerSecond);
        var result = told(run.result(pace.isInTime() ? pace : Pace.NONE));
        if (!result.isEqual() || !pace.isInTime()) {
          return largest;
        }
        largest = count;
      }
    }
    return largest;
  }

  /** DuckDB's passes over as many accounts. */
  void poll(int count) {
    var accounts = accounts(count);
    try (var poll = new DuckDbPoll(size.settings().threads())) {
      poll.load(accounts);
      var passes = poll.passes(accounts, PASSES, PASS_TICKS, HURRY);
      allEqual &= passes.different() == 0;
      var into = figures.putObject("duckDb");
      into.put("flagsDifferent", passes.different());
      var seconds = Spread.of(passes.seconds().stream().mapToDouble(s -> s * 1_000));
      var coreSeconds = Spread.of(passes.coreSeconds().stream().mapToDouble(s -> s * 1_000));
      seconds.put(into, "passMillis");
      coreSeconds.put(into, "passCoreMillis");
      out.printf(
          "%-18s %,8d accounts; flags %s in %d passes; %s ms a pass, %s core ms%n",
          "duckdb",
          accounts.count(),
          passes.different() == 0 ? "equal" : passes.different() + " DIFFERENT",
          PASSES,
          seconds,
          coreSeconds);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Run start(Kind kind, Accounts accounts) throws IOException, InterruptedException {
    return new Run(kind, broker, accounts, size, directory.resolve("run" + ++runs));
  }

  private Result fastest(Kind kind, Accounts accounts) throws IOException, InterruptedException {
    try (var run = start(kind, accounts)) {
      return told(run.result(run.fastest()));
    }
  }

  private Result told(Result result) {
    allEqual &= result.isEqual();
    var pace = result.best();
    out.printf(
        Locale.ROOT,
        "%-18s %,8d accounts, ready in %5.1f s; flags %s, %,d to be changed, %,d changes told; %s%n",
        result.kind().key(),
        result.accounts(),
        result.loadSeconds(),
        result.isEqual() ? "equal" : result.different() + " DIFFERENT",
        result.compared(),
        result.changes(),
        pace == Pace.NONE ? "too slow" : pace);
    return result;
  }

  private void put(Kind kind, List<Result> results) {
    var of = equal(results, kind);
    if (of.isEmpty()) {
      return;
    }
    var into = figures.putObject(kind.jsonName());
    spread(of, Result::ticksPerSecond).put(into, "ticksPerSecond");
    spread(of, Result::ticksPerCoreSecond).put(into, "ticksPerCoreSecond");
    spread(of, Result::p50Millis).put(into, "p50Millis");
    spread(of, Result::p99Millis).put(into, "p99Millis");
    spread(of, Result::cores).put(into, "cores");
    spread(of, Result::loadSeconds).put(into, "loadSeconds");
    out.printf("%-18s %s ticks/s%n", kind.key(), spread(of, Result::ticksPerSecond));
  }

  private static Spread spread(List<Result> results, ToDoubleFunction<Result> figure) {
    return Spread.of(results.stream().mapToDouble(figure));
  }

  boolean isAllEqual() {
    return allEqual;
  }

  ObjectNode figures() {
    figures.put("flagsEqual", allEqual);
    return figures;
  }

  @Override
  public void close() {
    broker.close();
  }
}
