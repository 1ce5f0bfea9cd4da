package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Batches.of makes orders of ten units each: B-1-0 sells, the others buy. */
@DisplayName("A batch that is left to the visitor")
class LeftBatchesTest {
  private static final String TOPIC = "execution-results.SCHWAB";
  private final LeftBatches left = new LeftBatches(Set.of("SCHWAB"));

  private static ExecutionResult result(
      String id, ExecType type, @Nullable String orderId, @Nullable String quantity) {
    return ExecutionResult.newBuilder()
        .setExecutionId(id)
        .setExecType(type)
        .setOrderId(orderId)
        .setBatchId("B-1")
        .setQuantity(quantity == null ? null : new BigDecimal(quantity))
        .setPrice(quantity == null ? null : new BigDecimal("60"))
        .setAt(Batches.AT)
        .build();
  }

  @Test
  void isFinishedOnceEveryOrderIsFilledOrEnded() {
    left.add(Batches.of("B-1", 2));

    assertThat(left.add(TOPIC, result("1", ExecType.ACK, null, null))).isEmpty();
    assertThat(left.add(TOPIC, result("2", ExecType.PARTIAL, "B-1-0", "4"))).isEmpty();
    assertThat(left.add(TOPIC, result("3", ExecType.FILL, "B-1-0", "6"))).isEmpty();
    var finished = left.add(TOPIC, result("4", ExecType.REJECT, "B-1-1", null));

    assertThat(finished.orElseThrow().fills())
        .extracting(ExecutionResult::getExecutionId)
        .containsExactly("2", "3");
  }

  @Test
  void countsTheSameExecutionOnce() {
    left.add(Batches.of("B-1", 1));

    left.add(TOPIC, result("2", ExecType.PARTIAL, "B-1-0", "5"));

    assertThat(left.add(TOPIC, result("2", ExecType.PARTIAL, "B-1-0", "5"))).isEmpty();
  }

  @Test
  void isFinishedAtOnceWhereItsAnswersWereReadFirst() {
    left.add(TOPIC, result("1", ExecType.FILL, "B-1-0", "10"));

    assertThat(left.add(Batches.of("B-1", 1))).isPresent();
  }

  @Test
  void ofTransfersAloneIsFinishedWhenItIsAccepted() {
    left.add(Batches.of("B-1", 0));

    assertThat(left.add(TOPIC, result("1", ExecType.ACK, null, null))).isPresent();
  }

  @Test
  void thatIsRefusedAsAWholeMovesNothing() {
    left.add(Batches.of("B-1", 1));

    assertThat(left.add(TOPIC, result("1", ExecType.REJECT, null, null))).isEmpty();
  }

  @Test
  void ofWhichEverythingExpiredUnacknowledgedMovesNothing() {
    left.add(Batches.of("B-1", 1));

    assertThat(left.add(TOPIC, result("1", ExecType.EXPIRED, "B-1-0", null))).isEmpty();
  }

  @Test
  void isNoneOfAnotherCustodian() {
    var other =
        ApprovedTradeBatch.newBuilder(Batches.of("B-1", 1)).setCustodianId("FIDELITY").build();

    assertThat(left.isOf(other)).isFalse();
    assertThat(left.add("execution-results.FIDELITY", result("1", ExecType.FILL, "B-1-0", "10")))
        .isEmpty();
  }

  @Test
  void isNotBegunByItsCancellationOrRelease() {
    var cancel = Batches.of("B-1", 0);
    cancel.setInstruction(BatchInstruction.CANCEL);

    assertThat(left.add(cancel)).isEmpty();
    assertThat(left.add(TOPIC, result("1", ExecType.CANCELED, null, null))).isEmpty();
  }
}
