package io.evenkeel.pipeline.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.drift.corridor.EngineCounts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The drift engines of an instance")
class EngineMetersTest {
  private final EngineMeters meters = new EngineMeters();

  /**
   * Ticks, a tenth of them touches, half of these of accounts that are followed, and who is
   * watched.
   */
  private static EngineCounts counts(long ticks, int watched) {
    return new EngineCounts(ticks, ticks / 20, ticks / 20, 0, ticks / 20, 1, watched, watched / 2);
  }

  @Test
  void areCountedTogether() {
    var first = meters.begin();
    var second = meters.begin();

    first.read(counts(100, 6));
    first.read(counts(140, 8));
    second.read(counts(60, 2));

    assertThat(meters.ticks().sum()).isEqualTo(200);
    assertThat(meters.touches().sum()).isEqualTo(20);
    assertThat(meters.judgements().sum()).isEqualTo(10);
    assertThat(meters.storms().sum()).isEqualTo(2);
    assertThat(meters.watched()).isEqualTo(10);
    assertThat(meters.exposed()).isEqualTo(5);
  }

  @Test
  void takeWhatTheyHaveAlongWhenTheyGoAndLeaveWhatTheyDid() {
    var stays = meters.begin();
    var goes = meters.begin();
    stays.read(counts(100, 6));
    goes.read(counts(100, 4));

    goes.close();

    assertThat(meters.watched()).isEqualTo(6);
    assertThat(meters.exposed()).isEqualTo(3);
    assertThat(meters.ticks().sum()).isEqualTo(200);
  }

  @Test
  void areReadOnceASecond() {
    var meter = meters.begin();

    assertThat(meter.isDue(5)).isTrue();
    assertThat(meter.isDue(1_004)).isFalse();
    assertThat(meter.isDue(1_005)).isTrue();
    assertThat(meter.isDue(1_006)).isFalse();
  }
}
