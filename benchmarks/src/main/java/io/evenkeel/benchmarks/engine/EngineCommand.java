package io.evenkeel.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the drift engine and its rivals on the same ticks. */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the drift engine beside naive judging, a slack countdown and a full scan.",
      "One JVM, one thread, the same ticks for all; what they said is compared before any time is"
          + " told. Takes about ten minutes."
    })
public final class EngineCommand implements Callable<Integer> {
  @Option(names = "--seconds", description = "Of each run. Default: ${DEFAULT-VALUE}.")
  private double seconds = 10;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ROW",
      description = "25k, 200k, 200k-10k, 200k-h0, 200k-crash, 25k-worst, 1m. Default: all.")
  private List<String> only = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  /** 0, or 1 where an engine said something else than the others. */
  @Override
  public Integer call() throws IOException {
    var benchmark = new EngineBenchmark(System.out, seconds);
    benchmark.head();
    for (var row : Case.ALL) {
      if (only.isEmpty() || only.contains(row.key())) {
        benchmark.run(row);
      }
    }
    if (json != null) {
      Files.writeString(json, benchmark.json());
    }
    return benchmark.isAllEqual() ? 0 : 1;
  }
}
