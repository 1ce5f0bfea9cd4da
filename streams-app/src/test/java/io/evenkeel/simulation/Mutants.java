package io.evenkeel.simulation;

import java.util.List;
import java.util.stream.Stream;

/** Every bug that the simulation has to catch. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(MutantsOfState.all(), MutantsOfApproval.all(), MutantsOfJudgement.all())
        .flatMap(List::stream)
        .toList();
  }
}
