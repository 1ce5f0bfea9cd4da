package io.evenkeel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The simulated pipeline")
class SimulationTest {
  private static final long FROM = 1;
  private static final long SEEDS = 12;
  private static final int STEPS = 1_000;
  private static final Coverage COVERAGE = new Coverage();

  static Stream<Simulation> newSeeds() {
    return LongStream.range(FROM, FROM + SEEDS).mapToObj(seed -> new Simulation(seed, STEPS));
  }

  /** Seeds that failed once: {@code seed steps}, and why. */
  static List<Simulation> regressionSeeds() {
    try (var file = SimulationTest.class.getResourceAsStream("/simulation/regression-seeds.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s+", 3))
          .map(part -> new Simulation(Long.parseLong(part[0]), Integer.parseInt(part[1])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("newSeeds")
  void keepsEveryInvariantAfterEveryStep(Simulation simulation) {
    COVERAGE.add(simulation.run().coverage());
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("regressionSeeds")
  void keepsThemWhereTheyWereBrokenBefore(Simulation simulation) {
    COVERAGE.add(simulation.run().coverage());
  }

  @Test
  void hasEveryInvariantOnItsPage() throws IOException {
    var page = Files.readString(Path.of("../docs/simulation.md"));

    assertThat(Invariant.values())
        .allSatisfy(
            invariant ->
                assertThat(page)
                    .contains("| `" + invariant.title() + "` | " + invariant.sentence() + " |"));
  }

  @Test
  void isTheSameRunForTheSameSeed() {
    var simulation = new Simulation(42, 300);

    var trace = simulation.run().trace();

    assertThat(simulation.run().trace()).isEqualTo(trace);
    assertThat(new Simulation(43, 300).run().trace()).isNotEqualTo(trace);
  }

  @AfterAll
  static void meetsEveryFaultInManyStates() {
    System.out.print(COVERAGE.table());
    assertThat(COVERAGE.pairs()).as("pairs of state and fault").isGreaterThan(40);
  }
}
