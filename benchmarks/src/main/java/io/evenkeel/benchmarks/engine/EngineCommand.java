package io.evenkeel.benchmarks.engine;

import static java.util.Objects.requireNonNull;

import io.evenkeel.benchmarks.RunOptions;
import io.evenkeel.benchmarks.report.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the drift engine and its rivals on the same ticks. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the drift engine beside naive judging, a slack countdown and a full scan.",
      "One JVM, one thread, one file of ticks for all, written once from its seed; what they said"
          + " is compared. All rows take about half an hour, 200k alone five minutes; the file"
          + " takes up to 5 GB among temporary files."
    })
public final class EngineCommand implements Callable<Integer> {
  private static final String STORM = "storm";

  @Option(names = "--seconds", description = "Of each run. Default: ${DEFAULT-VALUE}.")
  private double seconds = 10;

  @Option(names = "--repeats", description = "Rivals take turns. Default: ${DEFAULT-VALUE}.")
  private int repeats = 5;

  @Option(
      names = {"--rows", "--only"},
      split = ",",
      paramLabel = "ROW",
      description =
          "Also: 200k-10k, the same day in ten times the ticks. Default: ${DEFAULT-VALUE}.")
  private List<String> rows =
      List.of("25k", "200k", "200k-h0", "200k-crash", "25k-worst", "1m", STORM);

  @Mixin private RunOptions run = new RunOptions();

  @Spec private @Nullable CommandSpec spec;

  /** 0, or 1 where an engine said something else than the others. */
  @Override
  public Integer call() throws IOException {
    var recording = run.recording();
    recording
        .setting("secondsPerRun", seconds)
        .setting("repeats", repeats)
        .setting("positionsPerAccount", Case.PER_ACCOUNT)
        .setting("symbols", Case.SYMBOLS)
        .setting("heapMB", Runtime.getRuntime().maxMemory() >> 20);
    var cases = Case.ALL.stream().filter(row -> rows.contains(row.key())).toList();
    if (cases.size() + (rows.contains(STORM) ? 1 : 0) != rows.size()) {
      throw new CommandLine.ParameterException(
          requireNonNull(spec).commandLine(), "no such row among " + rows);
    }
    try (var scratch = run.scratch()) {
      var progress = new Progress(System.err, expectedSeconds(cases));
      var benchmark = new EngineBenchmark(recording, progress, scratch.path(), seconds, repeats);
      cases.forEach(benchmark::run);
      if (rows.contains(STORM)) {
        benchmark.storm(goal());
      }
      recording.save(true);
      System.out.print(recording.page());
      return benchmark.isAllEqual() ? 0 : 1;
    }
  }

  private double expectedSeconds(List<Case> cases) {
    return cases.stream()
            .mapToDouble(row -> EngineBenchmark.expectedSeconds(row, seconds, repeats))
            .sum()
        + (rows.contains(STORM) ? EngineBenchmark.expectedStormSeconds(repeats) : 0);
  }

  private static Case goal() {
    return Case.ALL.stream().filter(row -> row.key().equals(Case.GOAL)).findFirst().orElseThrow();
  }
}
