package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.benchmarks.RunOptions;
import io.evenkeel.benchmarks.report.Recording;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the pipeline through a real broker process. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the pipeline, exactly once, through a broker in a process of its own.",
      "Sustained ticks a second beside a bare consumer of the same topic, price to drift event,"
          + " idle CPU, restore, and the workflow's own times. Takes about ten minutes."
    })
public final class PipelineCommand implements Callable<Integer> {
  @Option(names = "--accounts", description = "Accounts. Default: ${DEFAULT-VALUE}.")
  private int accounts = 100_000;

  @Option(
      names = "--drifted",
      description =
          "Accounts of a request, all of which have drifted; at most 10,000, and a half of all in"
              + " all repeats. Default: ${DEFAULT-VALUE}.")
  private int drifted = 10_000;

  @Option(names = "--positions", description = "Positions an account. Default: ${DEFAULT-VALUE}.")
  private int positions = 25;

  @Option(names = "--symbols", description = "Securities. Default: ${DEFAULT-VALUE}.")
  private int symbols = 10_000;

  @Option(names = "--partitions", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = 8;

  @Option(names = "--threads", description = "Stream threads. Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(names = "--burst", description = "Ticks of a burst. Default: ${DEFAULT-VALUE}.")
  private int burst = 4_000_000;

  @Option(
      names = "--repeats",
      description =
          "Of all but the load, the crash and the restore, interleaved. Default: ${DEFAULT-VALUE}.")
  private int repeats = 5;

  @Option(names = "--seconds", description = "Of each pace of prices. Default: ${DEFAULT-VALUE}.")
  private int seconds = 10;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "What to measure after the load, separated by commas: ${COMPLETION-CANDIDATES}. Default:"
              + " all of it.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(names = "--app-heap", description = "Heap of the app. Default: ${DEFAULT-VALUE}.")
  private String appHeap = "6g";

  @Mixin private RunOptions run = new RunOptions();

  /**
   * What is measured, and how large.
   *
   * @param drifted how many accounts are submitted in each repeat; they stand outside their bands
   * @param burst ticks of one burst
   * @param parts in their order
   */
  record Size(
      int accounts,
      int drifted,
      int positions,
      int symbols,
      int partitions,
      int threads,
      int burst,
      int repeats,
      int seconds,
      String appHeap,
      Set<Part> parts) {
    Cluster.Size cluster() {
      return new Cluster.Size(partitions, threads, appHeap);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var size =
        new Size(
            accounts,
            Math.min(drifted, Math.min(accounts / (2 * repeats), 10_000)),
            positions,
            symbols,
            partitions,
            threads,
            burst,
            repeats,
            seconds,
            appHeap,
            new TreeSet<>(parts));
    var recording = recording(size);
    try (var scratch = run.scratch()) {
      new PipelineBenchmark(size, scratch.path(), recording).run();
    }
    recording.save(true);
    System.out.print(recording.page());
    return 0;
  }

  private Recording recording(Size size) {
    return run.recording()
        .setting("accounts", size.accounts())
        .setting("drifted", size.drifted())
        .setting("positionsPerAccount", size.positions())
        .setting("symbols", size.symbols())
        .setting("partitions", size.partitions())
        .setting("threads", size.threads())
        .setting("burst", size.burst())
        .setting("repeats", size.repeats())
        .setting("secondsPerPace", size.seconds())
        .setting("appHeap", size.appHeap());
  }
}
