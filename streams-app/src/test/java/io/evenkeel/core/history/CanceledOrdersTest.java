package io.evenkeel.core.history;

import static io.evenkeel.core.history.Executions.batch;
import static io.evenkeel.core.history.Executions.bust;
import static io.evenkeel.core.history.Executions.execution;
import static io.evenkeel.core.history.Executions.fill;
import static io.evenkeel.core.history.Executions.says;
import static io.evenkeel.core.history.Executions.transfersOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order O-1 is over 10. */
@DisplayName("An order that is canceled")
class CanceledOrdersTest {
  private static Execution canceled(String filledBefore, long second) {
    return execution("x", Type.CANCELED, null, "O-1", filledBefore, null, second);
  }

  private static State state(Execution... executions) {
    return batch(executions).fold().fills().get(0).state();
  }

  @Test
  void isOverOnceTheFillsAreThereThatItsEndCounts() {
    var one = fill("f1", "O-1", "3", "100", 1);
    var other = fill("f2", "O-1", "4", "100", 2);

    assertThat(state(canceled("7", 3))).isEqualTo(State.ACKNOWLEDGED);
    assertThat(state(canceled("7", 3), one)).isEqualTo(State.PARTIALLY_FILLED);
    assertThat(state(canceled("7", 3), one, other)).isEqualTo(State.CANCELED);
    assertThat(state(one, other, canceled("7", 3))).isEqualTo(State.CANCELED);
  }

  @Test
  void isOverAtOnceWhereItsEndCountsNothingOrDoesNotSay() {
    assertThat(state(canceled("0", 3))).isEqualTo(State.CANCELED);
    assertThat(state(says(Type.CANCELED, "x", "O-1", 3))).isEqualTo(State.CANCELED);
  }

  @Test
  void staysOverThoughAFillThatItsEndCountedIsBustedLater() {
    var one = fill("f1", "O-1", "3", "100", 1);

    assertThat(state(one, canceled("3", 3), bust("b", "f1", 4))).isEqualTo(State.CANCELED);
  }

  @Test
  void isNotOverByABustThatItsEndCounted() {
    var one = fill("f1", "O-1", "3", "100", 1);
    var other = fill("f2", "O-1", "4", "100", 2);

    assertThat(state(one, bust("b", "f1", 2), canceled("4", 3))).isNotEqualTo(State.CANCELED);
    assertThat(state(one, bust("b", "f1", 2), canceled("4", 3), other)).isEqualTo(State.CANCELED);
  }

  @Test
  void isFilledWhereItsFillsComeToAllOfIt() {
    assertThat(state(canceled("4", 3), fill("f1", "O-1", "10", "100", 2))).isEqualTo(State.FILLED);
  }

  @Test
  void isOverThoughItsEndCountsMoreThanWasOrdered() {
    assertThat(state(canceled("11", 3))).isEqualTo(State.CANCELED);
  }

  @Test
  void goesOnWhereItIsTooLateToCancel() {
    var late = says(Type.CANCEL_REJECTED, "l", "O-1", 2);

    assertThat(state(late)).isEqualTo(State.ACKNOWLEDGED);
    assertThat(batch(late).fold().anomalies()).isEmpty();
    assertThat(state(late, fill("f1", "O-1", "10", "100", 3))).isEqualTo(State.FILLED);
  }

  @Test
  void goesWithItsBatchWhereThatIsCanceledWhole() {
    var fold = batch(says(Type.CANCELED, "x", null, 1)).fold();

    assertThat(fold.fills()).extracting(OrderFill::state).containsOnly(State.CANCELED);
    assertThat(fold.finished()).isTrue();
  }

  @Test
  void ofTransfersAloneIsNotOverBecauseItIsTooLateToCancel() {
    assertThat(transfersOnly().plus(says(Type.CANCEL_REJECTED, "l", null, 1)).fold().finished())
        .isFalse();
    assertThat(transfersOnly().plus(says(Type.CANCELED, "x", null, 1)).fold().finished()).isTrue();
  }
}
