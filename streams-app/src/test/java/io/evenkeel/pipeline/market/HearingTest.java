package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kill switch is known to be heard")
class HearingTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final BoardOffsets controls = new BoardOffsets("controls", 2);
  private final List<CompletableFuture<Map<TopicPartition, Long>>> questions = new ArrayList<>();
  private long millis;
  private final Hearing hearing = hearing(Optional.of(WITHIN));

  private Hearing hearing(Optional<Duration> within) {
    return new Hearing(controls, partitions -> asked(), within, () -> millis * 1_000_000);
  }

  private CompletableFuture<Map<TopicPartition, Long>> asked() {
    var question = new CompletableFuture<Map<TopicPartition, Long>>();
    questions.add(question);
    return question;
  }

  private void answer(long first, long second) {
    questions
        .get(questions.size() - 1)
        .complete(
            Map.of(
                new TopicPartition("controls", 0),
                first,
                new TopicPartition("controls", 1),
                second));
  }

  private void apply(int partition, long next) {
    controls.begin(new Place(partition, next - 1, 0));
    controls.applied(new Place(partition, next - 1, 0));
  }

  @Test
  void notBeforeTheBrokersHaveSaidWhereControlsEnd() {
    assertThat(hearing.isHeard()).isFalse();
    answer(0, 0);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void onlyOnceEveryPartitionIsReadToItsEnd() {
    hearing.isHeard();
    answer(3, 1);
    apply(0, 3);
    assertThat(hearing.isHeard()).isFalse();

    apply(1, 1);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void notWhileWhatWasFetchedIsNotOnTheBoard() {
    hearing.isHeard();
    answer(3, 0);
    controls.fetched(0, 3, 3);
    assertThat(hearing.isHeard()).isFalse();

    apply(0, 3);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void forExactlyAsLongAsItIsSetFromWhenTheQuestionWasAsked() {
    hearing.isHeard();
    millis = 300;
    answer(0, 0);
    assertThat(hearing.isHeard()).isTrue();

    millis = 1_000;
    assertThat(hearing.isHeard()).isTrue();
    millis = 1_001;
    assertThat(hearing.isHeard()).isFalse();
  }

  @Test
  void notByAnAnswerThatCameTooLate() {
    hearing.isHeard();
    millis = 1_001;
    answer(0, 0);

    assertThat(hearing.isHeard()).isFalse();
    answer(0, 0);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void againOnceABoardThatStoodStillGoesOn() {
    hearing.isHeard();
    answer(5, 0);
    millis = 60_000;
    assertThat(hearing.isHeard()).isFalse();
    answer(7, 0);
    assertThat(hearing.sentence())
        .contains("controls was not yet known to be read to its end")
        .contains("partition 0 is at offset 0 of 7");

    apply(0, 7);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void againAfterBrokersThatFailedToAnswer() {
    hearing.isHeard();
    questions.get(0).completeExceptionally(new IllegalStateException("no broker"));
    assertThat(hearing.isHeard()).isFalse();
    assertThat(hearing.sentence()).contains("the brokers do not say where it ends");

    millis = 200;
    hearing.isHeard();
    answer(0, 0);
    assertThat(hearing.isHeard()).isTrue();
  }

  @Test
  void byNoMoreThanFiveQuestionsASecond() {
    for (millis = 0; millis < 1_000; millis++) {
      hearing.isHeard();
      answer(0, 0);
    }
    assertThat(questions).hasSize(5);
  }

  @Test
  void withoutAQuestionWhereNobodyNeedsToKnow() {
    assertThat(hearing(Optional.empty()).isHeard()).isTrue();
    assertThat(questions).isEmpty();
  }
}
