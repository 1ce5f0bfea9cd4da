package io.evenkeel.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs many seeds. A failing one is printed as a line for the file of regression seeds. */
@Command(
    name = "simulation",
    mixinStandardHelpOptions = true,
    subcommands = MutationRun.class,
    description = {
      "Runs the pipeline's own tasks under a seeded scheduler and a virtual clock, with every"
          + " invariant looked at after every commit.",
      "Ends with 1 where a seed failed."
    })
public final class SimulationRun implements Callable<Integer> {
  @Option(names = "--seeds", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
  private long seeds = 100;

  @Option(names = "--from", paramLabel = "S", description = "The first. Default: ${DEFAULT-VALUE}.")
  private long from = 1;

  @Option(names = "--steps", paramLabel = "K", description = "Of each. Default: ${DEFAULT-VALUE}.")
  private int steps = 1_500;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Begin no seed after so long, such as PT10M. Default: ${DEFAULT-VALUE}.")
  private Duration within = Duration.ofDays(365);

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there.")
  private Path json;

  @Option(names = "--trace", description = "Say where a seed failed.")
  private boolean trace;

  private final Map<Long, String> failed = new LinkedHashMap<>();

  private SimulationRun() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulationRun()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    var until = Instant.now().plus(within);
    var coverage = new Coverage();
    for (var seed = from; seed < from + seeds && Instant.now().isBefore(until); seed++) {
      try {
        coverage.add(new Simulation(seed, steps).run().coverage());
      } catch (RuntimeException e) {
        fail(seed, e);
      }
    }
    System.out.print(coverage.table());
    System.out.printf("%d seeds failed%n", failed.size());
    write(coverage);
    return failed.isEmpty() ? 0 : 1;
  }

  private void fail(long seed, RuntimeException e) {
    failed.put(seed, e.getMessage());
    System.out.printf("%d %d %s%n", seed, steps, e.getMessage());
    if (trace) {
      e.printStackTrace(System.out);
    }
  }

  private void write(Coverage coverage) throws IOException {
    if (json != null) {
      var result = coverage.json();
      result.put("failed", failed);
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), result);
    }
  }
}
