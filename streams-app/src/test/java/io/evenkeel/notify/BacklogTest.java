package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.wire.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an endpoint has not taken yet")
class BacklogTest {
  private static final TopicPartition PARTITION = new TopicPartition("drift-events", 0);
  private static final Instant NOW = Events.AT;

  private final Backlog backlog = new Backlog();

  @BeforeEach
  void assign() {
    backlog.assign(PARTITION, 0, "");
  }

  private Parcel take(long offset, int bytes, Instant due) {
    var progress = backlog.progress(PARTITION).orElseThrow();
    progress.read(offset);
    var raw =
        new RawRecord("A".getBytes(UTF_8), new byte[bytes], "drift-events", 0, offset, offset);
    var message =
        new Message("msg_" + offset, MessageType.DRIFT_FLAGGED, "ACME", "ANN", new byte[bytes]);
    var parcel = new Parcel(progress, raw, message, NOW.plus(Duration.ofDays(1)), 0, due);
    backlog.take(parcel);
    return parcel;
  }

  private long committed() {
    return backlog.open(List.of(PARTITION)).get(PARTITION).offset();
  }

  @Test
  void isSentInTheOrderInWhichItIsDue() {
    take(0, 1, NOW.plusSeconds(9));
    var second = take(1, 1, NOW.minusSeconds(2));
    var third = take(2, 1, NOW.minusSeconds(1));

    assertThat(backlog.next(NOW)).contains(second);
    assertThat(backlog.next(NOW)).contains(third);
    assertThat(backlog.next(NOW)).isEmpty();
    assertThat(backlog.size()).isEqualTo(3);
  }

  @Test
  void isCommittedUpToTheOldestThatIsOpen() {
    var first = take(0, 1, NOW);
    var second = take(1, 1, NOW);
    backlog.settle(second);
    assertThat(committed()).isZero();

    backlog.settle(first);
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void isFullAtAThousandMessages() {
    for (var offset = 0; offset < Backlog.MOST_MESSAGES - 1; offset++) {
      take(offset, 1, NOW);
    }
    assertThat(backlog.isFull()).isFalse();

    take(5_000, 1, NOW);
    assertThat(backlog.isFull()).isTrue();
  }

  @Test
  void isFullAtSixteenMegabytesOfMessagesAndTheirRecords() {
    take(0, 8 * 1024 * 1024 - 1, NOW);
    assertThat(backlog.isFull()).isFalse();

    var last = take(1, 1, NOW);
    assertThat(backlog.isFull()).isTrue();

    backlog.settle(last);
    assertThat(backlog.isFull()).isFalse();
  }

  @Test
  void stretchesNoFurtherThanMayBeReadAgain() {
    take(0, 1, NOW);
    take(Backlog.MOST_SPAN - 2, 1, NOW);
    assertThat(backlog.stretched()).isEmpty();

    take(Backlog.MOST_SPAN - 1, 1, NOW);
    assertThat(backlog.stretched()).containsExactly(PARTITION);
  }

  @Test
  void goesWithItsPartition() {
    take(0, 1, NOW);
    var underWay = backlog.next(NOW).orElseThrow();
    take(1, 1, NOW);
    backlog.revoke(PARTITION);

    assertThat(backlog.open(List.of(PARTITION))).isEmpty();
    assertThat(backlog.size()).isEqualTo(1);
    assertThat(backlog.isHeld(underWay)).isFalse();
    backlog.putBack(underWay);
    assertThat(backlog.size()).isZero();
  }

  @Test
  void isNotSettledByAnAnswerFromBeforeThePartitionCameBack() {
    take(0, 1, NOW);
    var underWay = backlog.next(NOW).orElseThrow();
    backlog.revoke(PARTITION);
    backlog.assign(PARTITION, 0, "");
    var again = take(0, 1, NOW);

    backlog.settle(underWay);
    assertThat(committed()).isZero();
    backlog.settle(again);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void knowsHowOldItIs() {
    assertThat(backlog.oldestMillis()).isEmpty();
    take(7, 1, NOW);
    take(9, 1, NOW);

    assertThat(backlog.oldestMillis()).contains(7L);
  }
}
