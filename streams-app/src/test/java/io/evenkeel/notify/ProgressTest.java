package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How far an endpoint has got in a partition")
class ProgressTest {
  /** Reads and holds every offset of a range. */
  private static Progress holding(long from, long until) {
    var progress = Progress.of(from, "");
    for (var offset = from; offset < until; offset++) {
      assertThat(progress.read(offset)).isTrue();
      progress.hold(offset);
    }
    return progress;
  }

  private static Progress resumed(Progress progress) {
    return Progress.of(progress.open().offset(), progress.open().metadata());
  }

  @Test
  void isBehindTheLastRecordWhereNothingIsOpen() {
    var progress = holding(10, 13);
    List.of(12L, 10L, 11L).forEach(progress::settle);

    assertThat(progress.open().offset()).isEqualTo(13);
    assertThat(progress.open().metadata()).isEmpty();
    assertThat(progress.span()).isZero();
  }

  @Test
  void isTheOldestThatIsOpen() {
    var progress = holding(10, 20);
    LongStream.range(11, 20).forEach(progress::settle);

    assertThat(progress.open().offset()).isEqualTo(10);
    assertThat(progress.span()).isEqualTo(10);
  }

  @Test
  void takesOnlyWhatWasOpenAfterARestart() {
    var progress = holding(100, 200);
    LongStream.range(100, 200).filter(o -> o % 7 != 3).forEach(progress::settle);

    var again = resumed(progress);

    var taken = LongStream.range(101, 205).filter(again::read).boxed().toList();
    var open = LongStream.range(100, 200).filter(o -> o % 7 == 3).boxed().toList();
    var expected = new ArrayList<>(open);
    expected.addAll(List.of(200L, 201L, 202L, 203L, 204L));
    assertThat(taken).isEqualTo(expected);
  }

  @Test
  void rememberWhatWasOpenThoughItStopsAgainBeforeAllWasReadAgain() {
    var progress = holding(100, 200);
    LongStream.range(100, 200).filter(o -> o != 100 && o != 150).forEach(progress::settle);
    var again = resumed(progress);
    assertThat(again.read(100)).isTrue();
    again.hold(100);
    again.settle(100);

    var third = resumed(again);

    assertThat(LongStream.range(150, 201).filter(third::read).boxed()).containsExactly(150L, 200L);
  }

  @Test
  void doesNotWaitForWhatIsNoLongerKept() {
    var progress = holding(100, 110);
    var again = resumed(progress);

    assertThat(again.read(105)).isTrue();
    assertThat(again.open().offset()).isEqualTo(106);
    again.reached(500);
    assertThat(again.open().offset()).isEqualTo(500);
  }

  @Test
  void passesTheMarksOfTransactions() {
    var progress = holding(10, 12);
    List.of(10L, 11L).forEach(progress::settle);
    progress.reached(13);

    assertThat(progress.open().offset()).isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2:a,b", "1:", "1:#,1", "2026-11-20", "1:5,,"})
  void sendsSomeAgainWhereNobodyUnderstandsWhatWasNoted(String text) {
    var progress = Progress.of(7, text);

    assertThat(progress.read(7)).isTrue();
    assertThat(progress.read(8)).isTrue();
  }

  static Stream<Long> seeds() {
    return LongStream.rangeClosed(1, 200).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverLosesAndFitsBesideAnOffset(long seed) {
    var random = new Random(seed);
    var from = random.nextLong(1L << 40);
    var progress = Progress.of(from, "");
    var open = new TreeSet<Long>();
    var offset = from;
    for (var i = 0; i < 2 * Backlog.MOST_MESSAGES; i++) {
      offset += 1 + random.nextInt(seed % 3 == 0 ? 40 : 3);
      assertThat(progress.read(offset)).isTrue();
      if (random.nextInt(3) > 0) {
        progress.hold(offset);
        open.add(offset);
      }
    }
    for (var settled : List.copyOf(open)) {
      if (random.nextInt(10) < seed % 10) {
        progress.settle(settled);
        open.remove(settled);
      }
    }

    assertThat(progress.open().metadata().length()).isLessThanOrEqualTo(4_096);
    var again = resumed(progress);
    var taken = new TreeSet<Long>();
    LongStream.rangeClosed(progress.open().offset(), offset)
        .filter(again::read)
        .forEach(taken::add);
    assertThat(taken).containsAll(open);
    if (open.size() <= Backlog.MOST_MESSAGES) {
      assertThat(taken).isEqualTo(open);
    }
  }
}
