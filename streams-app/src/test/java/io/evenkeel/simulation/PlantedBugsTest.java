package io.evenkeel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A bug that is planted in the pipeline")
class PlantedBugsTest {
  private static final int SEEDS = 8;
  private static final int STEPS = 1_200;

  static List<Mutant> mutants() {
    return Mutants.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isCaughtByAnInvariantThatNamesIt(Mutant mutant) {
    var fate = new MutationRun(SEEDS, STEPS).fate(mutant);

    System.out.println(fate);
    assertThat(fate.isCaught()).as(fate.toString()).isTrue();
  }

  @Test
  void isOneOfAtLeastThirty() {
    assertThat(mutants()).extracting(Mutant::name).doesNotHaveDuplicates().hasSizeGreaterThan(29);
  }
}
