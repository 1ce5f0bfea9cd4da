package io.evenkeel.benchmarks.engine;

import io.evenkeel.benchmarks.report.Goal;
import io.evenkeel.benchmarks.report.Progress;
import io.evenkeel.benchmarks.report.Recording;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its rivals, row by row, taking turns. What they said is compared event by event,
 * as far as each of them came; times of runs that said something else are not worth anything.
 */
final class EngineBenchmark {
  private final Recording recording;
  private final Progress progress;
  private final Path directory;
  private final double seconds;
  private final int repeats;
  private boolean allEqual = true;

  /** Who takes part, each under its name in files. */
  enum Contestant {
    CORRIDOR(World::corridor),
    COUNTDOWN(World::countdown),
    SCAN(World::scan),
    NAIVE(World::naive);

    private final Function<World, Rival> build;

    Contestant(Function<World, Rival> build) {
      this.build = build;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    Run.Clock clock() {
      return this == CORRIDOR ? Run.Clock.APART : Run.Clock.AT_EVERY_TICK;
    }
  }

  /** What is asked of the corridor in a row; none where nothing is. */
  record Goals(
      @Nullable Goal timesNaive,
      @Nullable Goal timesCountdown,
      @Nullable Goal touchesPerTick,
      @Nullable Goal ticksPerSecond,
      @Nullable Goal p99Micros,
      @Nullable Goal buildSeconds) {
    private static final Goals NONE = new Goals(null, null, null, null, null, null);
    private static final Map<String, Goals> BY_ROW =
        Map.of(
            Case.GOAL,
            new Goals(Goal.atLeast(5_000), Goal.atLeast(200), Goal.atMost(0.05), null, null, null),
            "200k-h0",
            new Goals(Goal.atLeast(1_000), null, null, null, null, null),
            "1m",
            new Goals(null, null, null, Goal.atLeast(1_000_000), Goal.atMost(20), Goal.atMost(2)));

    static Goals of(Case row) {
      return BY_ROW.getOrDefault(row.key(), NONE);
    }
  }

  /**
   * Before anything is measured.
   *
   * @param directory for the file of ticks
   * @param seconds of each run
   */
  EngineBenchmark(
      Recording recording, Progress progress, Path directory, double seconds, int repeats) {
    this.recording = recording;
    this.progress = progress;
    this.directory = directory;
    this.seconds = seconds;
    this.repeats = repeats;
  }

  /** Seconds that a row is expected to take, with what comes before and between the runs. */
  static double expectedSeconds(Case row, double seconds, int repeats) {
    var building = row.accounts() / 80_000.0;
    var ticks = 5 * seconds; // Making up and writing what a rival takes in as many seconds.
    return 3 * building + ticks + repeats * (4.2 * seconds + building);
  }

  void run(Case row) {
    recording.title(row.key(), row.text());
    var world = new World(row);
    try (var ticks = new TickFile(directory.resolve("ticks"), world.ticks())) {
      Run.of(world.corridor(), ticks.reader(), seconds, Run.Clock.APART);
      ticks.extend(ticks.count() / 5);
      for (var repeat = 1; repeat <= repeats; repeat++) {
        progress.step(
            "%s, repeat %d of %d".formatted(row.text(), repeat, repeats),
            expectedSeconds(row, seconds, repeats) / repeats);
        once(row, world, ticks);
        save();
      }
    }
    recording.add("memory." + row.key() + ".topSharePercent", "%", 100 * world.topShare());
    recording.add(
        "memory." + row.key() + ".bytesPerPosition",
        "B",
        Case.GOAL.equals(row.key()) ? Goal.atMost(40) : null,
        world.bytesPerPosition());
  }

  private void once(Case row, World world, TickFile ticks) {
    var goals = Goals.of(row);
    var runs = new EnumMap<Contestant, Run>(Contestant.class);
    for (var contestant : Contestant.values()) {
      var rival = built(row, world, contestant, goals);
      var run = Run.of(rival, ticks.reader(), seconds, contestant.clock());
      runs.put(contestant, run);
      if (contestant != Contestant.CORRIDOR) {
        compare(row, contestant, run, runs.get(Contestant.CORRIDOR));
      }
      record(row.key() + "." + contestant.key() + ".", run, contestant, goals);
    }
    var corridor = runs.get(Contestant.CORRIDOR);
    var place = row.key() + ".corridor.";
    recording.add(
        place + "timesNaive",
        "",
        goals.timesNaive(),
        corridor.ticksPerSecond() / runs.get(Contestant.NAIVE).ticksPerSecond());
    recording.add(
        place + "timesCountdown",
        "",
        goals.timesCountdown(),
        corridor.ticksPerSecond() / runs.get(Contestant.COUNTDOWN).ticksPerSecond());
  }

  private Rival built(Case row, World world, Contestant contestant, Goals goals) {
    var threads = ManagementFactory.getThreadMXBean();
    var begin = threads.getCurrentThreadCpuTime();
    var rival = contestant.build.apply(world);
    if (contestant == Contestant.CORRIDOR) {
      recording.add(
          "memory." + row.key() + ".buildCoreSeconds",
          "s",
          goals.buildSeconds(),
          (threads.getCurrentThreadCpuTime() - begin) / 1e9);
    }
    return rival;
  }

  private void compare(Case row, Contestant contestant, Run run, Run corridor) {
    var until = Math.min(run.ticks(), corridor.ticks());
    if (!run.said().agrees(corridor.said(), until)) {
      allEqual = false;
      System.err.printf("%s: %s said something else%n", row.text(), contestant.key());
    }
    recording.add(
        row.key() + "." + contestant.key() + ".eventsCompared", "", run.said().upTo(until));
  }

  private void record(String place, Run run, Contestant contestant, Goals goals) {
    var asked = contestant == Contestant.CORRIDOR ? goals : Goals.NONE;
    recording.add(
        place + "ticksPerSecond", "ticks/s", asked.ticksPerSecond(), run.ticksPerSecond());
    recording.add(place + "ticksPerCoreSecond", "ticks/s", run.ticksPerCoreSecond());
    recording.add(place + "touchesPerTick", "", asked.touchesPerTick(), run.touchesPerTick());
    recording.add(place + "p50Micros", "µs", run.latencies().micros(0.5));
    recording.add(place + "p99Micros", "µs", asked.p99Micros(), run.latencies().micros(0.99));
    recording.add(place + "p9999Micros", "µs", run.latencies().micros(0.9999));
  }

  /** The storm switch, on and off, in the world of the row that has the goals. */
  void storm(Case row) {
    progress.step("building the world of the storm", expectedStormSeconds(repeats) / 3);
    var storm = new StormBenchmark(new World(row), recording);
    for (var repeat = 1; repeat <= repeats; repeat++) {
      progress.step(
          "storm switch, repeat %d of %d".formatted(repeat, repeats),
          expectedStormSeconds(repeats) / 1.5 / repeats);
      allEqual &= storm.run();
      save();
    }
  }

  static double expectedStormSeconds(int repeats) {
    return 15 + 30 * repeats;
  }

  private void save() {
    headline();
    recording.save(false);
  }

  /** What whoever reads only the top of the file wants to know: medians of the row with goals. */
  private void headline() {
    var top = recording.headline().put("eventsEqual", allEqual);
    var corridor = Case.GOAL + ".corridor.";
    if (recording.has(corridor + "timesNaive")) {
      var ticks = recording.spread(corridor + "ticksPerSecond").median();
      var naive = recording.spread(Case.GOAL + ".naive.ticksPerSecond").median();
      top.put("touchesPerTick", recording.spread(corridor + "touchesPerTick").median());
      top.put("ticksPerSecond", ticks);
      top.put("naiveTicksPerSecond", naive);
      top.put("ratio", ticks / naive);
    }
  }

  boolean isAllEqual() {
    return allEqual;
  }
}
