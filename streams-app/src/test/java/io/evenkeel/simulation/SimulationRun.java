package io.evenkeel.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * Runs many seeds: {@code --seeds N [--from S] [--steps K] [--for SECONDS]}. A failing seed is
 * printed, with what to add to the file of regression seeds.
 */
public final class SimulationRun {
  private SimulationRun() {}

  public static void main(String[] args) {
    var seeds = number(args, "--seeds", 100);
    var from = number(args, "--from", 1);
    var steps = (int) number(args, "--steps", 2_000);
    var until = Instant.now().plus(Duration.ofSeconds(number(args, "--for", 365L * 86_400)));
    var coverage = new Coverage();
    var failed = 0;
    for (var seed = from; seed < from + seeds && Instant.now().isBefore(until); seed++) {
      try {
        coverage.add(new Simulation(seed, steps).run().coverage());
      } catch (RuntimeException e) {
        failed++;
        System.out.printf("seed %d, %d steps: %s%n", seed, steps, e);
        System.out.flush();
        if (args.length > 0 && args[args.length - 1].equals("--trace")) {
          e.printStackTrace(System.out);
        }
      }
    }
    System.out.print(coverage.table());
    System.out.printf("%d seeds failed%n", failed);
    System.exit(failed == 0 ? 0 : 1);
  }

  private static long number(String[] args, String name, long otherwise) {
    for (var i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return Long.parseLong(args[i + 1]);
      }
    }
    return otherwise;
  }
}
