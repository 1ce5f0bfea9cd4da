package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A board's offsets")
class BoardOffsetsTest {
  private final BoardOffsets offsets = new BoardOffsets("prices", 2);

  @Test
  void tellWhatSomebodyMayHaveSeenBeforeItIsApplied() {
    offsets.begin(new Place(1, 41, 0));

    assertThat(offsets.seen()).containsExactly(0L, 42L);
    assertThat(offsets.applied(1)).isZero();
  }

  @Test
  void reachTheConsumersPositionOnceEveryRecordFetchedIsApplied() {
    offsets.fetched(0, 42, 44);
    assertThat(offsets.reached(0)).isZero();

    offsets.applied(new Place(0, 40, 0));
    assertThat(offsets.reached(0)).isEqualTo(41);

    offsets.applied(new Place(0, 41, 0));
    assertThat(offsets.reached(0)).isEqualTo(44);
  }

  @Test
  void reachThePositionAtOnceWhereOnlyMarkersWereFetched() {
    offsets.fetched(0, -1, 3);

    assertThat(offsets.reached(0)).isEqualTo(3);
  }

  @Test
  void goOnFromRecordsWhereNobodyTellsThePosition() {
    offsets.applied(new Place(0, 9, 0));

    assertThat(offsets.reached(0)).isEqualTo(10);
  }
}
