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
    clock.start(NOW);
  }

  @Test
  void standsStillAtFirstUntilItIsKnownWhatHasPiledUp() {
    assertThat(clock.at(NOW.plusMillis(5))).isBefore(LONG_AGO);
    assertThat(clock.at(NOW.plus(TaskClock.QUIET))).isBefore(LONG_AGO);
  }

  @Test
  void isAsLateAsTheRecordsThatAreWorkedOff() {
    clock.heard(LONG_AGO, NOW.plusSeconds(1));

    assertThat(clock.at(NOW.plusSeconds(2))).isEqualTo(LONG_AGO);
  }

  @Test
  void isTheWallClockOnceNothingMoreComes() {
    clock.heard(LONG_AGO, NOW);
    var later = NOW.plus(TaskClock.QUIET).plusMillis(1);

    assertThat(clock.at(later)).isEqualTo(later);
  }

  @Test
  void isNeverLaterThanTheWallClock() {
    clock.heard(NOW.plusSeconds(3_600), NOW);

    assertThat(clock.at(NOW.plusMillis(5))).isEqualTo(NOW.plusMillis(5));
  }
}
