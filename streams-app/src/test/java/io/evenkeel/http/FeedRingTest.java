package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ring of events")
class FeedRingTest {
  private static final int TYPES = 3;

  private static FeedPosition at(long... offsetsOfTypeOne) {
    var position = new FeedPosition(TYPES);
    position.follow(1, offsetsOfTypeOne);
    return position;
  }

  private static FeedEvent event(int partition, long offset) {
    return new FeedEvent(1, partition, offset, "key", 0, new byte[] {1});
  }

  private static List<FeedEvent> events(long first, long count) {
    return LongStream.range(first, first + count).mapToObj(o -> event(0, o)).toList();
  }

  @Test
  void handsOutFromAnyPlaceThatItStillHas() throws InterruptedException {
    var ring = new FeedRing(at(10, 5));
    ring.add(List.of(event(0, 10), event(1, 5), event(0, 11)));

    assertThat(ring.numberOf(at(10, 5))).isZero();
    assertThat(ring.from(0, 0)).hasSize(3);
    assertThat(ring.from(2, 0)).extracting(FeedEvent::offset).containsExactly(11L);
    assertThat(ring.from(3, 1)).isEmpty();
  }

  @Test
  void saysThatItNeverHadWhatCameBeforeItBegan() {
    var ring = new FeedRing(at(10, 5));

    assertThat(ring.numberOf(at(9, 5))).isNegative();
    assertThat(ring.numberOf(at(10, 4))).isNegative();
  }

  @Test
  void dropsTheOldestAndSaysSoToWhoeverNeedsThem() throws InterruptedException {
    var ring = new FeedRing(at(0, 0));
    ring.add(events(0, FeedRing.EVENTS));
    assertThat(ring.numberOf(at(0, 0))).isZero();

    ring.add(events(FeedRing.EVENTS, 1));

    assertThat(ring.numberOf(at(0, 0))).isNegative();
    assertThat(ring.numberOf(at(1, 0))).isEqualTo(1);
    assertThat(ring.from(0, 0)).isNull();
  }

  @Test
  void holdsNoMoreBytesThanItMay() {
    var ring = new FeedRing(at(0, 0));
    var large = new byte[(int) (FeedRing.BYTES / 2)];
    for (var offset = 0; offset < 3; offset++) {
      ring.add(List.of(new FeedEvent(1, 0, offset, "key", 0, large)));
    }

    assertThat(ring.numberOf(at(0, 0))).isNegative();
    assertThat(ring.numberOf(at(1, 0))).isEqualTo(1);
  }

  @Test
  void namesPlacesThatAreReadBackAsTheyWere() {
    var position = at(0, 1, 127, 128, 300_000_000_000L);
    position.follow(2, new long[] {7});

    var back = FeedPosition.of(position.id(), TYPES);

    assertThat(back.types()).containsExactly(1, 2);
    assertThat(back.next(1, 4)).isEqualTo(300_000_000_000L);
    assertThat(back.id()).isEqualTo(position.id());
    assertThat(back.isAtOrAfter(position)).isTrue();
  }

  @Test
  void refusesPlacesThatWereMadeUp() {
    for (var id : List.of("", "!", "AQID", "AgEB", "AQEB", "AQP_____fw")) {
      assertThatThrownBy(() -> FeedPosition.of(id, TYPES))
          .as(id)
          .isInstanceOf(Problem.ProblemException.class);
    }
  }

  @Test
  void beginsAtTheEndForATopicThatHasOtherPartitionsNow() {
    var remembered = at(1, 2);
    var now = at(10, 20, 30);

    assertThat(remembered.completedBy(now).id()).isEqualTo(now.id());
    assertThat(remembered.completedBy(at(10, 20)).id()).isEqualTo(remembered.id());
    assertThat(remembered.isCutOtherwise(now)).isTrue();
    assertThat(remembered.isCutOtherwise(at(10, 20))).isFalse();
  }
}
