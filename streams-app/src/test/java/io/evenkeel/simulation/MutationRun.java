package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.List;

/** Plants one bug after the other, and says which invariant caught each. */
final class MutationRun {
  private final int seeds;
  private final int steps;

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

    @Override
    public String toString() {
      return "%-55s %s"
          .formatted(
              mutant.name(),
              caught == null
                  ? "SURVIVED"
                  : (isCaught() ? "" : "BY ANOTHER: ")
                      + caught.getMessage()
                      + " (seed "
                      + seed
                      + ")");
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

  public static void main(String[] args) {
    var run = new MutationRun(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    var only = args.length > 2 ? args[2] : "";
    List<Fate> fates = new ArrayList<>();
    for (var mutant : Mutants.all()) {
      if (mutant.name().contains(only)) {
        var began = System.nanoTime();
        var fate = run.fate(mutant);
        fates.add(fate);
        System.out.printf("%6d ms %s%n", (System.nanoTime() - began) / 1_000_000, fate);
      }
    }
    System.out.println(
        fates.stream().filter(Fate::isCaught).count() + " of " + fates.size() + " caught");
  }
}
