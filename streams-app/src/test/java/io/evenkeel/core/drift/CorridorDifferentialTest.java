package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.TickScenario.Config;
import io.evenkeel.core.drift.TickScenario.Movement;
import io.evenkeel.core.drift.corridor.EngineCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine against exactly judging every holder on every tick. A run is as long as {@code
 * -Devenkeel.engine.ticks} says; docs/engine.md has the command for the long one.
 */
@DisplayName("The corridor engine and judging every holder on every tick")
class CorridorDifferentialTest {
  private static final int TICKS = Integer.getInteger("evenkeel.engine.ticks", 250);
  private static final int NEVER = Integer.MAX_VALUE;
  private static final AtomicLong EVENTS = new AtomicLong();

  static Stream<Config> configs() {
    var configs = new ArrayList<Config>();
    for (var movement : Movement.values()) {
      for (var tolerance :
          List.of(
              Tolerance.relative("0.1"),
              Tolerance.absolute("0.02"),
              Tolerance.lesserOf("0.25", "0.05"))) {
        for (var hysteresis : List.of("0", "0.1", "0.5")) {
          for (var levered : List.of(false, true)) {
            configs.add(new Config(configs.size(), movement, tolerance, hysteresis, levered));
          }
        }
      }
    }
    return configs.stream();
  }

  /** One judges every holder, one whom the engine names, one likewise in a storm all the time. */
  private static final class Monitors {
    private final List<CorridorDriftEngine> engines = new ArrayList<>();
    private final TickMonitor naive;
    private final TickMonitor corridor;
    private final TickMonitor stormy;

    Monitors(Config config) {
      var scenario = new TickScenario(config);
      var boards = scenario.boards();
      var hysteresis = Hysteresis.of(config.hysteresis());
      naive = new TickMonitor(boards, hysteresis, PlainDriftEngine::new);
      corridor = new TickMonitor(boards, hysteresis, () -> engine(scenario, hysteresis, NEVER));
      stormy = new TickMonitor(boards, hysteresis, () -> engine(scenario, hysteresis, 1));
      List.of(naive, corridor, stormy).forEach(scenario::tell);
      scenario.run(TICKS);
    }

    private DriftEngine engine(TickScenario scenario, Hysteresis hysteresis, int stormFrom) {
      var engine = new CorridorDriftEngine(scenario.boards(), hysteresis, stormFrom);
      engines.add(engine);
      return engine;
    }

    void assertThatAllSaidTheSame() {
      for (var monitor : List.of(corridor, stormy)) {
        assertThat(monitor.hash()).isEqualTo(naive.hash());
        assertThat(monitor.events()).isEqualTo(naive.events()).isPositive();
        assertThat(monitor.memories()).isEqualTo(naive.memories());
      }
    }

    long sum(ToLongFunction<EngineCounts> count) {
      return engines.stream().map(CorridorDriftEngine::counts).mapToLong(count).sum();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configs")
  void sayTheSameInTheSameOrder(Config config) {
    var monitors = new Monitors(config);

    monitors.assertThatAllSaidTheSame();
    assertThat(monitors.sum(EngineCounts::laid)).isPositive();
    assertThat(monitors.sum(EngineCounts::scans)).isPositive();
    EVENTS.addAndGet(monitors.naive.events());
  }

  @Test
  void differInHowOftenTheyHaveToJudge() {
    var tolerance = Tolerance.lesserOf("0.25", "0.05");
    var monitors = new Monitors(new Config(1, Movement.WALK, tolerance, "0.1", true));

    assertThat(monitors.corridor.judged()).isLessThan(monitors.naive.judged() / 3);
  }

  @AfterAll
  static void tellHowMuchWasCompared() {
    System.out.println("events compared: " + EVENTS);
  }
}
