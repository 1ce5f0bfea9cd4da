package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.END_OF_DAY;
import static io.evenkeel.core.account.Story.MORNING;
import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Execution.Type;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("As time passes, a batch")
class DeadlinesTest {
  private static Story inFlight() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("1000", "AAA 90")));
    story.build("R-1");
    story.approve("R-1");
    return story.judged().forgotten();
  }

  @Test
  void thatNobodyAcknowledgedIsRaisedAfterFiveMinutes() {
    var story = inFlight();
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(MORNING.plusSeconds(300));

    story.later(Duration.ofMinutes(5).minusNanos(1)).ticked();
    assertThat(story.outputs).isEmpty();

    story.later(Duration.ofNanos(1)).ticked();
    assertThat(story.advisories()).containsExactly("+BATCH_UNACKNOWLEDGED");
  }

  @Test
  void thatIsAcknowledgedLateIsCleared() {
    var story = inFlight().later(Duration.ofMinutes(5)).ticked();

    story.executed(story.said(Type.ACK, story.orderOf("AAA")));
    story.judged();

    assertThat(story.advisories())
        .containsExactly("+BATCH_UNACKNOWLEDGED", "-BATCH_UNACKNOWLEDGED");
  }

  @Test
  void thatIsNotFinishedByTheEndOfTheBusinessDayIsRaised() {
    var story = inFlight();
    story.executed(story.said(Type.ACK, story.orderOf("AAA")));
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(END_OF_DAY);

    story.now = END_OF_DAY;
    story.ticked();

    assertThat(story.advisories()).containsExactly("+BATCH_UNFINISHED");
    assertThat(Deadlines.next(story.book, story.settings)).isNull();
  }

  @Test
  void thatIsFinishedByTheEndOfTheBusinessDayIsNotRaised() {
    var story = inFlight();
    story.executed(story.said(Type.CANCELED, story.orderOf("AAA")));

    story.now = END_OF_DAY;
    story.ticked().judged();

    assertThat(story.advisories()).isEmpty();
  }

  @Test
  void thatIsReleasedByHandIsCleared() {
    var story = inFlight();
    story.now = END_OF_DAY;
    story.ticked();

    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));
    story.judged();

    assertThat(story.advisories())
        .containsExactly(
            "+BATCH_UNACKNOWLEDGED",
            "+BATCH_UNFINISHED",
            "-BATCH_UNACKNOWLEDGED",
            "-BATCH_UNFINISHED");
  }

  @Test
  void isRaisedWhereNobodyMonitorsTheAccountToo() {
    var story = inFlight().rebalancing(false).judged().forgotten();

    story.later(Duration.ofMinutes(5)).ticked();

    assertThat(story.advisories()).containsExactly("+BATCH_UNACKNOWLEDGED");
  }

  @Test
  void changesNothingBeforeItsTime() {
    var story = inFlight();
    var before = story.book;

    story.ticked();

    assertThat(story.book).isSameAs(before);
  }
}
