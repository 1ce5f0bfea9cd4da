package io.evenkeel.core.history;

import static io.evenkeel.core.history.Executions.TEN;
import static io.evenkeel.core.history.Executions.batch;
import static io.evenkeel.core.history.Executions.bust;
import static io.evenkeel.core.history.Executions.correct;
import static io.evenkeel.core.history.Executions.fill;
import static io.evenkeel.core.history.Executions.says;
import static io.evenkeel.core.history.Executions.transfersOnly;
import static io.evenkeel.core.history.Executions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Execution.Type;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What of a batch moves positions")
class BookedTest {
  private static List<String> ids(BatchFills batch) {
    return batch.booked().executions().stream().map(Execution::executionId).toList();
  }

  @Test
  void isWhatCountsOfItsOrders() {
    var batch =
        batch(
            fill("e1", "O-1", "4", "10", 1),
            fill("e2", "O-2", "1", "10", 2),
            correct("e3", "e2", "O-2", "2", "10", 3),
            fill("e4", "O-1", "1", "10", 4),
            bust("e5", "e4", 5),
            fill("e6", "O-9", "1", "10", 6));

    assertThat(ids(batch)).containsExactly("e1", "e3");
    assertThat(batch.booked().ids()).containsExactly("e1", "e2", "e3", "e4", "e5");
  }

  @Test
  void isAcceptedByAnAcknowledgementOrAFillAndNotByARefusal() {
    assertThat(batch().booked().accepted()).isFalse();
    assertThat(batch(says(Type.ACK, "a", null, 1)).booked().accepted()).isTrue();
    assertThat(batch(says(Type.ACK, "a", "O-1", 1)).booked().accepted()).isTrue();
    assertThat(batch(fill("e1", "O-1", "4", "10", 1)).booked().accepted()).isTrue();
    assertThat(batch(bust("e1", "e0", 1)).booked().accepted()).isFalse();
    assertThat(batch(says(Type.REJECT, "r", "O-1", 1)).booked().accepted()).isFalse();
    var refused = batch(says(Type.ACK, "a", null, 1), says(Type.REJECT, "r", null, 2));
    assertThat(refused.booked().accepted()).isFalse();
  }

  @Test
  void isNoAcknowledgementUnlessThereAreTransfers() {
    var acknowledgement = says(Type.ACK, "a", null, 1);

    assertThat(batch(acknowledgement).booked().ids()).isEmpty();
    assertThat(with(transfersOnly(), List.of(acknowledgement)).booked().ids()).containsExactly("a");
  }

  @Test
  void wasLessBeforeTheRestHappened() {
    var batch = batch(fill("e1", "O-1", "4", "10", 1), correct("e2", "e1", "O-1", "5", "10", 2));

    assertThat(ids(batch.until(TEN.plusSeconds(2)))).containsExactly("e2");
    assertThat(ids(batch.until(TEN.plusSeconds(1)))).containsExactly("e1");
    assertThat(ids(batch.until(TEN))).isEmpty();
    assertThat(ids(batch.until(null))).isEmpty();
  }

  @Test
  void happenedAfterTheOneTimeAndByTheOther() {
    var batch = batch(says(Type.ACK, "a", null, 1), fill("e1", "O-1", "4", "10", 5));

    assertThat(batch.hasTraded(TEN.plusSeconds(4), TEN.plusSeconds(5))).isTrue();
    assertThat(batch.hasTraded(TEN.plusSeconds(5), TEN.plusSeconds(9))).isFalse();
    assertThat(batch.hasTraded(TEN, TEN.plusSeconds(4)))
        .as("an acknowledgement is no trade")
        .isFalse();
  }
}
