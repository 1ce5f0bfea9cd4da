package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.price;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How far the boards were when a record was decided about")
class FenceOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void isKeptWithWhatWasDecidedBeforeAnybodyLooksAtTheBoardsAgain() {
    pipeline.send(Topics.PRICES, "XOM", price("50.00", pipeline.now()));

    pipeline.send(Topics.ACCOUNTS, "A-1", account("SCHWAB"));

    assertThat(pipeline.writtenTopics())
        .as("a commit may follow at once, and the task go where boards are behind")
        .contains("driven-book-changelog", "driven-board-fence-changelog");
  }
}
