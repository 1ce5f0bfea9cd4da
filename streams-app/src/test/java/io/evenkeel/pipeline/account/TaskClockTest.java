package io.evenkeel.pipeline.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clock of a task")
class TaskClockTest {
  private static final Instant NOW = Instant.parse("2026-11-20T17:00:00Z");
  private static final TopicPartition ACCOUNTS = new TopicPartition("accounts", 3);

  private final Answers answers = new Answers();
  private final TaskClock clock = new TaskClock(answers, ACCOUNTS);

  @Test
  void isTheWallClockWhereNothingCanPileUp() {
    var clock = new TaskClock(TopicProgress.WITHOUT_CLUSTER, ACCOUNTS);

    assertThat(clock.look(NOW)).isEqualTo(NOW);
    assertThat(clock.look(NOW.plusMillis(1))).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void isTheWallClockOfTheMomentAtWhichTheTopicsEndWasAsked() {
    answers.end = 7;
    answers.workedOff = 7;

    assertThat(clock.look(NOW)).isEqualTo(NOW);
  }

  @Test
  void standsBehindWhileAccountsLieUnread() {
    answers.end = 7;
    answers.workedOff = 6;

    for (var second = 0; second < 60; second++) {
      assertThat(clock.look(NOW.plusSeconds(second))).isBefore(NOW);
    }
  }

  @Test
  void goesOnToTheMomentOfAskingOnceWhatWasThereThenIsWorkedOff() {
    answers.end = 7;
    answers.workedOff = 6;
    clock.look(NOW);
    answers.end = 9;
    answers.workedOff = 7;

    clock.look(NOW.plusSeconds(1));

    assertThat(clock.look(NOW.plusSeconds(2))).isEqualTo(NOW);
  }

  @Test
  void isAskedAgainOnlyAfterAWhile() {
    answers.end = 7;
    for (var millis = 0; millis < 99; millis++) {
      clock.look(NOW.plusMillis(millis));
    }

    assertThat(answers.asked).isEqualTo(1);
  }

  @Test
  void waitsForAnAnswerWithoutAskingTwice() {
    answers.delayed = new CompletableFuture<>();
    clock.look(NOW);
    clock.look(NOW.plusSeconds(1));
    assertThat(clock.look(NOW.plusSeconds(2))).isBefore(NOW);

    answers.delayed.complete(0L);

    assertThat(clock.look(NOW.plusSeconds(3))).isEqualTo(NOW);
  }

  @Test
  void asksAgainWhereTheClusterDidNotAnswer() {
    answers.delayed = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    assertThat(clock.look(NOW)).isBefore(NOW);
    answers.delayed = null;

    clock.look(NOW.plusSeconds(1));

    assertThat(clock.look(NOW.plusSeconds(2))).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  void isNeverMoreThanFiveMinutesBehind() {
    answers.end = 7;

    assertThat(clock.look(NOW)).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
  }

  /** A cluster that says what it is told to say. */
  private static final class Answers implements TopicProgress {
    private long end;
    private long workedOff;
    private int asked;
    private CompletableFuture<Long> delayed;

    @Override
    public CompletionStage<Long> end(TopicPartition partition) {
      assertThat(partition).isEqualTo(ACCOUNTS);
      return delayed != null ? delayed : CompletableFuture.completedFuture(end);
    }

    @Override
    public CompletionStage<Long> workedOff(TopicPartition partition) {
      asked++;
      return CompletableFuture.completedFuture(workedOff);
    }
  }
}
