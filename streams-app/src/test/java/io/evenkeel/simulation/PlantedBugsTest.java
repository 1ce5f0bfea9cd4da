package io.evenkeel.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A bug that is planted in the pipeline")
class PlantedBugsTest {
  private static final int SEEDS = 8;
  private static final int STEPS = 1_000;

  /** Those that show soon; {@code ./simulation/run mutants} plants them all. */
  private static final Set<String> SHORT =
      Set.of(
          "a dropped commit",
          "an order that grows on its way out",
          "an overtaken snapshot that is applied",
          "an event that is lost",
          "an event that says another equity",
          "an audit that begins anew");

  static List<Mutant> mutants() {
    return Mutants.all();
  }

  static List<Mutant> shortSet() {
    return mutants().stream().filter(mutant -> SHORT.contains(mutant.name())).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortSet")
  void isCaughtByAnInvariantThatNamesIt(Mutant mutant) {
    var fate = new MutationRun(SEEDS, STEPS).fate(mutant);

    assertThat(fate.isCaught()).as(fate.toString()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void isInAMethodThatThereIs(Mutant mutant) {
    assertThat(mutant.mutated()).isNotNull();
    assertThat(mutant.caughtBy()).isNotEmpty();
  }

  @Test
  void isNotPlantedIntoNothing() {
    var misspelt =
        new Mutant(
            "misspelt",
            Set.of(Invariant.COMES_TO_REST),
            "core.account.Inputs",
            "noSuchMethod",
            new Planted.Bug() {});

    assertThatThrownBy(misspelt::mutated).hasMessageContaining("misspelt");
  }

  @Test
  void isOneOfAtLeastThirty() {
    assertThat(mutants()).extracting(Mutant::name).doesNotHaveDuplicates().hasSizeGreaterThan(29);
    assertThat(shortSet()).hasSameSizeAs(SHORT);
  }
}
