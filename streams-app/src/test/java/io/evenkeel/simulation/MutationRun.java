package io.evenkeel.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plants one bug after the other, and says which invariant caught each. */
@Command(
    name = "mutants",
    mixinStandardHelpOptions = true,
    description = {
      "Plants one bug after the other into the pipeline, and runs seeds until an invariant catches it.",
      "Ends with 1 where one was not caught, or by an invariant that does not name it."
    })
final class MutationRun implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "For each at most. Default: ${DEFAULT-VALUE}.")
  private int seeds = 30;

  @Option(names = "--steps", paramLabel = "K", description = "Of each. Default: ${DEFAULT-VALUE}.")
  private int steps = 1_500;

  @Option(names = "--only", paramLabel = "TEXT", description = "Those whose name contains it.")
  private String only = "";

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there.")
  private Path json;

  MutationRun() {}

  MutationRun(int seeds, int steps) {
    this.seeds = seeds;
    this.steps = steps;
  }

  /**
   * What became of a planted bug.
   *
   * @param caught {@code null} where it survived
   */
  record Fate(Mutant mutant, InvariantBroken caught, long seed) {
    boolean isCaught() {
      return caught != null && mutant.caughtBy().contains(caught.invariant());
    }

    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("mutant", mutant.name());
      json.put("caught", isCaught());
      json.put("by", caught == null ? null : caught.invariant().title());
      json.put("seed", seed);
      json.put("example", caught == null ? null : caught.getMessage());
      return json;
    }

    @Override
    public String toString() {
      if (caught == null) {
        return "%-55s SURVIVED".formatted(mutant.name());
      }
      return "%-55s %s%s (seed %d)"
          .formatted(mutant.name(), isCaught() ? "" : "BY ANOTHER: ", caught.getMessage(), seed);
    }
  }

  /** Runs seeds until one catches it. */
  Fate fate(Mutant mutant) {
    try (var growing = mutant.plant()) {
      for (var seed = 1L; seed <= seeds; seed++) {
        try {
          new Simulation(seed, steps).run();
        } catch (InvariantBroken broken) {
          return new Fate(mutant, broken, seed);
        }
      }
    }
    return new Fate(mutant, null, seeds);
  }

  @Override
  public Integer call() throws IOException {
    List<Fate> fates = new ArrayList<>();
    for (var mutant : Mutants.all()) {
      if (mutant.name().contains(only)) {
        var began = System.nanoTime();
        var fate = fate(mutant);
        fates.add(fate);
        System.out.printf("%6d ms %s%n", (System.nanoTime() - began) / 1_000_000, fate);
      }
    }
    var caught = fates.stream().filter(Fate::isCaught).count();
    System.out.printf("%d of %d caught%n", caught, fates.size());
    if (json != null) {
      var rows = fates.stream().map(Fate::json).toList();
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), rows);
    }
    return caught == fates.size() ? 0 : 1;
  }
}
