package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The simulated custodian, told to cancel,")
class SaidResultsTest {
  private final SaidResults said = new SaidResults();

  private void says(String orderId, int number, ExecType type, String quantity) {
    said.add(
        ExecutionResult.newBuilder()
            .setExecutionId(orderId + "/" + number)
            .setExecType(type)
            .setOrderId(orderId)
            .setBatchId("B-1")
            .setQuantity(new BigDecimal(quantity))
            .setAt(Batches.AT)
            .build());
  }

  private java.util.List<ExecutionResult> canceled(int orders) {
    var results = said.canceled(Batches.of("B-1", orders), Batches.AT);
    results.forEach(said::add);
    return results;
  }

  @Test
  void cancelsTheWholeBatchOfWhichItTookNothing() {
    var results = canceled(2);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).getExecType()).isEqualTo(ExecType.CANCELED);
    assertThat(results.get(0).getOrderId()).isNull();
    assertThat(said.isCanceled("B-1")).isTrue();
  }

  @Test
  void cancelsWhatIsOpenAndSaysHowMuchOfItWasFilled() {
    says("B-1-0", 1, ExecType.FILL, "10");
    says("B-1-1", 1, ExecType.PARTIAL, "4");
    says("B-1-2", 0, ExecType.ACK, "0");

    assertThat(canceled(3))
        .extracting(ExecutionResult::getOrderId, result -> result.getQuantity().intValueExact())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("B-1-1", 4),
            org.assertj.core.groups.Tuple.tuple("B-1-2", 0));
    assertThat(said.isTerminal("B-1-1")).isTrue();
    assertThat(said.isTerminal("B-1-2")).isTrue();
  }

  @Test
  void saysThatItIsTooLateWhereNothingIsOpen() {
    says("B-1-0", 1, ExecType.FILL, "10");

    assertThat(canceled(1))
        .extracting(ExecutionResult::getExecType)
        .containsExactly(ExecType.CANCEL_REJECTED);
  }

  @Test
  void answersOnce() {
    says("B-1-0", 1, ExecType.PARTIAL, "4");
    canceled(2);

    assertThat(canceled(2)).isEmpty();
  }

  @Test
  void worksNothingInThePlaceOfWhatCanStillFill() {
    var batch = Batches.of("B-1", 2);
    says("B-1-0", 1, ExecType.FILL, "10");
    assertThat(said.isOver(batch)).isFalse();

    canceled(2);

    assertThat(said.isOver(batch)).isTrue();
    assertThat(said.isOver(null)).isTrue();
  }
}
