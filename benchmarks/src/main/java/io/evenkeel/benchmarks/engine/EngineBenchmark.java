package io.evenkeel.benchmarks.engine;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its rivals, row by row. Before any time is told, what they said is compared, event
 * by event, as far as each of them came.
 */
final class EngineBenchmark {
  private final PrintStream out;
  private final double seconds;
  private final List<String> rows = new ArrayList<>();
  private @Nullable String goal;
  private boolean allEqual = true;

  EngineBenchmark(PrintStream out, double seconds) {
    this.out = out;
    this.seconds = seconds;
  }

  void head() {
    out.printf(
        "%d positions per account, %,d symbols; Java %s, %d processors, heap up to %,d MB; %.0f s a"
            + " run, one thread%n%n",
        Case.PER_ACCOUNT,
        Case.SYMBOLS,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        seconds);
    out.println(
        "| row | engine | ticks/s | per core second | touches/tick | p50 µs | p99 µs | p99.99 µs | events compared |");
    out.println("|---|---|---|---|---|---|---|---|---|");
  }

  void run(Case row) {
    var world = new World(row);
    var runs = new ArrayList<Run>();
    var corridor = world.corridor();
    runs.add(Run.of("corridor", corridor, world.ticks(), seconds));
    var counts = corridor.counts();
    runs.add(Run.of("countdown", world.countdown(), world.ticks(), seconds));
    runs.add(Run.of("scan", world.scan(), world.ticks(), seconds));
    runs.add(Run.of("naive", world.naive(), world.ticks(), seconds));
    var equal = true;
    for (var run : runs) {
      equal &= tell(row, run, runs.get(0));
    }
    out.printf(
        Locale.ROOT,
        "| | | | | top symbol held by %.0f %%; built in %.2f core seconds; %.1f bytes per position; judged"
            + " %.5f per tick; %d scans | | | | |%n",
        100 * world.topShare(),
        world.buildSeconds(),
        world.bytesPerPosition(),
        (double) counts.named() / counts.ticks(),
        counts.scans());
    allEqual &= equal;
    record(row, world, runs, equal);
  }

  private boolean tell(Case row, Run run, Run corridor) {
    var until = Math.min(run.ticks(), corridor.ticks());
    var equal = run.said().agrees(corridor.said(), until);
    out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %,.0f | %,.4f | %,.2f | %,.2f | %,.2f | %,d %s |%n",
        row.text(),
        run.name(),
        run.ticksPerSecond(),
        run.ticksPerCoreSecond(),
        run.touchesPerTick(),
        run.micros()[0],
        run.micros()[1],
        run.micros()[2],
        run.said().upTo(until),
        equal ? "equal" : "DIFFERENT");
    return equal;
  }

  private void record(Case row, World world, List<Run> runs, boolean equal) {
    var corridor = runs.get(0);
    var naive = runs.get(3);
    var fields =
        String.format(
            Locale.ROOT,
            "\"eventsEqual\": %b, \"touchesPerTick\": %.5f, \"ticksPerSecond\": %.0f,"
                + " \"naiveTicksPerSecond\": %.1f, \"ratio\": %.0f, \"ratioPerCoreSecond\": %.0f, \"countdownTicksPerSecond\":"
                + " %.0f, \"scanTicksPerSecond\": %.1f, \"p50Micros\": %.2f, \"p99Micros\": %.2f,"
                + " \"p9999Micros\": %.2f, \"bytesPerPosition\": %.1f, \"buildSeconds\": %.2f",
            equal,
            corridor.touchesPerTick(),
            corridor.ticksPerSecond(),
            naive.ticksPerSecond(),
            corridor.ticksPerSecond() / naive.ticksPerSecond(),
            corridor.ticksPerCoreSecond() / naive.ticksPerCoreSecond(),
            runs.get(1).ticksPerSecond(),
            runs.get(2).ticksPerSecond(),
            corridor.micros()[0],
            corridor.micros()[1],
            corridor.micros()[2],
            world.bytesPerPosition(),
            world.buildSeconds());
    rows.add("    {\"row\": \"" + row.key() + "\", " + fields + "}");
    if (row.key().equals(Case.GOAL)) {
      goal = fields;
    }
  }

  boolean isAllEqual() {
    return allEqual;
  }

  String json() {
    return "{\n  "
        + (goal == null ? "" : goal + ",\n  ")
        + "\"rows\": [\n"
        + String.join(",\n", rows)
        + "\n  ]\n}\n";
  }
}
