package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On random books, production and the reference say the same")
class RandomBooksTest {
  private static final List<String> HYSTERESIS = List.of("0", "0.1", "0.5", "1");
  private static final int STEPS = 120;

  static Stream<Long> seeds() {
    return LongStream.range(0, 30).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void eventForEventThroughEverythingThatCanHappen(long seed) {
    var monitors = monitors(seed);
    run(monitors, seed);
    assertThat(monitors.judged()).isPositive();
  }

  @Test
  void andTheyHaveEverythingToSay() {
    var seen = new TreeMap<String, Long>();
    for (var seed = 1_000L; seed < 1_009; seed++) {
      var monitors = monitors(seed);
      run(monitors, seed);
      monitors.seen().forEach((kind, count) -> seen.merge(kind, count, Long::sum));
    }
    var kinds = Stream.of(DriftEventKind.values()).map(Enum::name).toList();
    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    assertThat(seen.values()).allMatch(count -> count >= 2);
  }

  private static TwoMonitors monitors(long seed) {
    var stale = seed % 3 == 0 ? Optional.of(Duration.ofSeconds(20)) : Optional.<Duration>empty();
    return new TwoMonitors(HYSTERESIS.get((int) (seed % HYSTERESIS.size())), stale);
  }

  private static void run(TwoMonitors monitors, long seed) {
    var world = new RandomWorld(seed, 6, securities(8));
    world.open(monitors);
    monitors.look();
    for (var step = 0; step < STEPS; step++) {
      world.step(monitors);
      monitors.look();
    }
  }

  private static List<String> securities(int count) {
    var ids = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      ids.add("S-" + i);
    }
    return ids;
  }
}
