package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.peers.PeersCommand.Size;
import io.evenkeel.benchmarks.report.Goal;
import io.evenkeel.benchmarks.report.Progress;
import io.evenkeel.benchmarks.report.Recording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All runs, one after the other, through one broker. */
final class PeersBenchmark implements AutoCloseable {
  private static final int SENTINELS_PER_PARTITION = 20;
  private static final int PASSES = 30;
  private static final int PASS_TICKS = 1_000;
  private static final int HURRY = 1_000;

  /** Later repeats need no proof that the first has given. */
  private static final int LATER_ROUNDS = 2;

  private static final Goal TIMES_JOIN = Goal.atLeast(1_000);
  private static final Goal TIMES_FLINK = Goal.atLeast(300);

  private final Size size;
  private final Path directory;
  private final Recording recording;
  private final Progress progress;
  private final PrintStream out;
  private final Broker broker;
  private final Map<Kind, Double> known = new EnumMap<>(Kind.class);
  private boolean allEqual = true;
  private int runs;

  PeersBenchmark(Size size, Path directory, Recording recording, Progress progress, PrintStream out)
      throws IOException, InterruptedException {
    this.size = size;
    this.directory = directory;
    this.recording = recording;
    this.progress = progress;
    this.out = out;
    this.broker = new Broker(directory);
  }

  private Accounts accounts(int count) {
    return new Accounts(
        count, size.symbols(), SENTINELS_PER_PARTITION * size.settings().partitions());
  }

  /** Everybody at one size, in turn, so often. */
  void interleave(List<Kind> kinds, int count, int repeats)
      throws IOException, InterruptedException {
    var accounts = accounts(count);
    recording.title(
        "pace",
        String.format(
            Locale.ROOT,
            "%,d accounts, 99 %% of events within %,.0f ms",
            accounts.count(),
            size.withinMillis()));
    for (var repeat = 1; repeat <= repeats; repeat++) {
      var results = new ArrayList<Result>();
      for (var kind : kinds) {
        progress.step(
            "%s, repeat %d of %d".formatted(kind.key(), repeat, repeats),
            Expected.run(kind, count, size, repeat == 1));
        results.add(fastest(kind, accounts));
        save();
      }
      ratios(results);
      save();
    }
  }

  /** Begins where the one before ended, which spares most of the search. */
  private Result fastest(Kind kind, Accounts accounts) throws IOException, InterruptedException {
    var before = known.get(kind);
    try (var run = start(kind, accounts, before == null ? size.rounds() : LATER_ROUNDS)) {
      var result = told(run.result(before == null ? run.fastest() : run.fastest(before)));
      if (result.isEqual()) {
        record("pace." + kind.key() + ".", result);
      }
      if (result.best() != Pace.NONE) {
        known.put(kind, result.ticksPerSecond());
      }
      return result;
    }
  }

  private void record(String place, Result result) {
    recording.add(place + "ticksPerSecond", "ticks/s", result.ticksPerSecond());
    recording.add(place + "ticksPerCoreSecond", "ticks/s", result.ticksPerCoreSecond());
    recording.add(place + "p50Millis", "ms", result.p50Millis());
    recording.add(place + "p99Millis", "ms", result.p99Millis());
    recording.add(place + "cores", "cores", result.cores());
    recording.add(place + "loadSeconds", "s", result.loadSeconds());
    recording.add(place + "flagsToChange", "", result.compared());
    recording.add(place + "changesTold", "", result.changes());
  }

  private void ratios(List<Result> results) {
    ratio("timesJoin", TIMES_JOIN, results, Kind::isJoin, Result::ticksPerSecond);
    ratio("timesFlink", TIMES_FLINK, results, Kind::isFlink, Result::ticksPerSecond);
    ratio("timesJoinPerCoreSecond", null, results, Kind::isJoin, Result::ticksPerCoreSecond);
    ratio("timesFlinkPerCoreSecond", null, results, Kind::isFlink, Result::ticksPerCoreSecond);
  }

  /** Within one repeat, against the best of its rivals; nothing where none of them kept up. */
  private void ratio(
      String name,
      @Nullable Goal goal,
      List<Result> results,
      Predicate<Kind> rivals,
      ToDoubleFunction<Result> figure) {
    var ratio = best(results, Kind.EVENKEEL::equals, figure) / best(results, rivals, figure);
    if (ratio > 0 && Double.isFinite(ratio)) {
      recording.add("pace.evenkeel." + name, "", goal, ratio);
    }
  }

  /** 0 of those who did not compete, or did not say what they should. */
  private static double best(
      List<Result> results, Predicate<Kind> of, ToDoubleFunction<Result> figure) {
    return results.stream()
        .filter(result -> of.test(result.kind()) && result.isEqual())
        .mapToDouble(figure)
        .max()
        .orElse(0);
  }

  /** The largest of these sizes at which each peer takes so many ticks a second. */
  void climb(List<Kind> kinds, List<Integer> ladder, double ticksPerSecond)
      throws IOException, InterruptedException {
    recording.title(
        "ladder",
        String.format(
            Locale.ROOT, "The largest of %s accounts at %,.0f ticks/s", ladder, ticksPerSecond));
    for (var kind : kinds) {
      if (kind != Kind.EVENKEEL) {
        var largest = largest(kind, ladder, ticksPerSecond);
        recording.add("ladder." + kind.key() + ".largestSustained", "accounts", largest);
        out.printf("%-18s sustains %,d accounts%n", kind.key(), largest);
        save();
      }
    }
  }

  private int largest(Kind kind, List<Integer> ladder, double ticksPerSecond)
      throws IOException, InterruptedException {
    var largest = 0;
    for (var count : ladder) {
      progress.step("%s, %,d accounts".formatted(kind.key(), count), Expected.rung(size));
      try (var run = start(kind, accounts(count), LATER_ROUNDS)) {
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
    progress.step("duckdb", Expected.POLL);
    var accounts = accounts(count);
    try (var poll = new DuckDbPoll(size.settings().threads())) {
      poll.load(accounts);
      var passes = poll.passes(accounts, PASSES, PASS_TICKS, HURRY);
      allEqual &= passes.different() == 0;
      recording.version("duckdb", poll.version());
      recording.title("poll", "%,d accounts, asked again and again".formatted(accounts.count()));
      passes.seconds().forEach(s -> recording.add("poll.duckdb.passMillis", "ms", 1_000 * s));
      passes
          .coreSeconds()
          .forEach(s -> recording.add("poll.duckdb.passCoreMillis", "ms", 1_000 * s));
      out.printf(
          "%-18s %,8d accounts; flags %s in %d passes%n",
          "duckdb",
          accounts.count(),
          passes.different() == 0 ? "equal" : passes.different() + " DIFFERENT",
          PASSES);
      save();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Run start(Kind kind, Accounts accounts, int rounds)
      throws IOException, InterruptedException {
    return new Run(kind, broker, accounts, size, rounds, directory.resolve("run" + ++runs));
  }

  private Result told(Result result) {
    allEqual &= result.isEqual();
    var pace = result.best();
    out.printf(
        Locale.ROOT,
        "%-18s %,8d accounts, ready in %5.1f s; flags %s, %,d to be changed, %,d changes told;"
            + " %s%n",
        result.kind().key(),
        result.accounts(),
        result.loadSeconds(),
        result.isEqual() ? "equal" : result.different() + " DIFFERENT",
        result.compared(),
        result.changes(),
        pace == Pace.NONE ? "too slow" : pace);
    return result;
  }

  private void save() {
    recording.headline().put("flagsEqual", allEqual);
    recording.save(false);
  }

  boolean isAllEqual() {
    return allEqual;
  }

  @Override
  public void close() {
    broker.close();
  }
}
