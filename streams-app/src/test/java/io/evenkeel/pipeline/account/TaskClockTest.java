package io.evenkeel.pipeline.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clock of a task")
class TaskClockTest {
  private static final Instant NOW = Instant.parse("2026-11-20T17:00:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(3_600);

  private final TaskClock clock = new TaskClock();

  @BeforeEach
  void start() {
    clock.start(3);
  }

  @Test
  void standsStillAtFirstUntilItIsKnownWhatHasPiledUp() {
    assertThat(clock.look(NOW)).isBefore(LONG_AGO);
    assertThat(clock.look(NOW.plusSeconds(60))).isBefore(LONG_AGO);

    assertThat(clock.look(NOW)).isEqualTo(NOW);
  }

  @Test
  void isAsLateAsTheRecordsThatAreWorkedOff() {
    for (var i = 0; i < 10; i++) {
      clock.heard(LONG_AGO.plusSeconds(i));

      assertThat(clock.look(NOW)).isEqualTo(LONG_AGO.plusSeconds(i));
    }
  }

  @Test
  void isNotTheWallClockOnlyBecauseTheTaskStoodStill() {
    clock.heard(LONG_AGO);

    assertThat(clock.look(NOW.plusSeconds(60))).isEqualTo(LONG_AGO);
  }

  @Test
  void isTheWallClockOnceNothingMoreComes() {
    clock.heard(LONG_AGO);
    clock.look(NOW);
    clock.look(NOW);

    assertThat(clock.look(NOW)).isEqualTo(NOW);
    assertThat(clock.look(NOW.plusMillis(5))).isEqualTo(NOW.plusMillis(5));
  }

  @Test
  void isNeverLaterThanTheWallClock() {
    clock.heard(NOW.plusSeconds(3_600));

    assertThat(clock.look(NOW)).isEqualTo(NOW);
  }

  @Test
  void isAlwaysTheWallClockWhereNothingCanPileUp() {
    clock.start(0);
    clock.heard(LONG_AGO);

    assertThat(clock.look(NOW)).isEqualTo(NOW);
  }
}
