package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.pipeline.wire.RawRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of refused records")
class RefusalLogTest {
  private static final RefusalLog.Source FIRST = new RefusalLog.Source("prices", 0);
  private static final RefusalLog.Source SECOND = new RefusalLog.Source("prices", 1);

  private final RefusalLog log = new RefusalLog();

  @Test
  void givesWhatWasRefusedOfAPartitionFromAnOffsetOn() {
    add(0, 3, 10);
    add(1, 4, 10);
    add(0, 7, 10);

    assertThat(log.from(FIRST, 0)).extracting(r -> r.raw().offset()).containsExactly(3L, 7L);
    assertThat(log.from(FIRST, 4)).extracting(r -> r.raw().offset()).containsExactly(7L);
    assertThat(log.from(SECOND, 0)).extracting(r -> r.raw().offset()).containsExactly(4L);
    assertThat(log.sources()).containsExactly(FIRST, SECOND);
    assertThat(log.added()).isEqualTo(3);
  }

  @Test
  void dropsTheOldestOfAPartitionBeyondItsMostRecordsAndCountsThem() {
    for (var offset = 0; offset < RefusalLog.MAX_RECORDS + 2; offset++) {
      add(0, offset, 1);
    }

    assertThat(log.from(FIRST, 0)).hasSize(RefusalLog.MAX_RECORDS);
    assertThat(log.from(FIRST, 0).get(0).raw().offset()).isEqualTo(2);
    assertThat(log.dropped()).isEqualTo(2);
  }

  @Test
  void dropsTheOldestOfAPartitionBeyondItsMostBytes() {
    var third = (int) RefusalLog.MAX_BYTES / 3;
    for (var offset = 0; offset < 5; offset++) {
      add(0, offset, third);
    }

    assertThat(log.from(FIRST, 0)).extracting(r -> r.raw().offset()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void keepsTheNewestHoweverLargeItIs() {
    add(0, 1, 10);
    add(0, 2, (int) RefusalLog.MAX_BYTES + 1);

    assertThat(log.from(FIRST, 0)).extracting(r -> r.raw().offset()).containsExactly(2L);
  }

  private void add(int partition, long offset, int bytes) {
    log.add(
        new RefusedRecord(
            new RawRecord(null, new byte[bytes], "prices", partition, offset, 0),
            new Refusal(RefusalReason.MALFORMED, "")));
  }
}
