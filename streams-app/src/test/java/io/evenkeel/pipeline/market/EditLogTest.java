package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of edits")
class EditLogTest {
  private static final RefusalLog.Source FIRST = new RefusalLog.Source("targets", 0);
  private static final RefusalLog.Source SECOND = new RefusalLog.Source("targets", 1);

  private final EditLog log = new EditLog();

  private void add(int partition, long offset, String id) {
    var place = new Place(partition, offset, 1_000);
    log.add("targets", new EditLog.Edit(id, null, "v" + offset, place));
  }

  @Test
  void givesWhatWasChangedInAPartitionFromAnOffsetOn() {
    add(0, 3, "A");
    add(1, 4, "B");
    add(0, 7, "A");

    assertThat(log.from(FIRST, 0)).extracting(e -> e.place().offset()).containsExactly(3L, 7L);
    assertThat(log.from(FIRST, 4)).extracting(e -> e.place().offset()).containsExactly(7L);
    assertThat(log.from(SECOND, 0)).extracting(EditLog.Edit::id).containsExactly("B");
    assertThat(log.from(new RefusalLog.Source("models", 0), 0)).isEmpty();
    assertThat(log.sources()).containsExactly(FIRST, SECOND);
    assertThat(log.added()).isEqualTo(3);
  }

  @Test
  void keepsTheNewestChangeOfEachIdOnceTheyAreTooMany() {
    for (var offset = 0; offset <= EditLog.MAX_EDITS; offset++) {
      add(0, offset, "T-" + offset % 7);
    }

    assertThat(log.from(FIRST, 0)).hasSize(7);
    assertThat(log.from(FIRST, 0))
        .extracting(e -> e.place().offset())
        .endsWith((long) EditLog.MAX_EDITS);
  }

  @Test
  void losesNoIdHoweverManyThereAre() {
    var ids = 3 * EditLog.MAX_EDITS;
    for (var offset = 0; offset < ids; offset++) {
      add(0, offset, "T-" + offset);
    }

    assertThat(log.from(FIRST, 0)).hasSize(ids);
  }
}
