package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ExecType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The simulated custodian's plan of a batch")
class ExecutionPlanTest {
  private static final BigDecimal TEN = new BigDecimal("10");
  private final ExecutionPlan plan = new ExecutionPlan(42);

  @Test
  void isTheSameForTheSameOrders() {
    assertThat(plan.answers(Batches.of("B-1", 20)))
        .isEqualTo(new ExecutionPlan(42).answers(Batches.of("B-1", 20)));
  }

  @Test
  void acknowledgesEveryOrderBeforeAnythingElse() {
    var answers = plan.answers(Batches.of("B-1", 20));

    assertThat(answers.subList(0, 20)).allMatch(a -> a.type() == ExecType.ACK);
    assertThat(answers.subList(20, answers.size())).noneMatch(a -> a.type() == ExecType.ACK);
    assertThat(answers.get(0).after()).isGreaterThan(Duration.ZERO);
  }

  @Test
  void fillsAnOrderWhollyOrInPartsOrRejectsIt() {
    var answers =
        IntStream.range(0, 50)
            .mapToObj(i -> plan.answers(Batches.of("B-" + i, 20)))
            .flatMap(List::stream)
            .filter(a -> a.type() != ExecType.ACK)
            .collect(Collectors.groupingBy(a -> a.order().getOrderId()));

    assertThat(answers).hasSize(1_000);
    assertThat(answers.values())
        .allSatisfy(
            ofOrder -> {
              var last = ofOrder.get(ofOrder.size() - 1);
              assertThat(last.type()).isIn(ExecType.FILL, ExecType.REJECT);
              assertThat(filled(ofOrder))
                  .isEqualByComparingTo(last.type() == ExecType.FILL ? TEN : BigDecimal.ZERO);
            });
    assertThat(answers.values()).anyMatch(ofOrder -> ofOrder.size() == 2);
    assertThat(answers.values())
        .anyMatch(ofOrder -> ofOrder.get(0).type() == ExecType.REJECT)
        .anyMatch(ofOrder -> ofOrder.get(0).type() == ExecType.FILL);
  }

  @Test
  void executesOnceAndThenWaitsWhereTheBatchIsThoughtAboutAgain() {
    var batch = Batches.of("B-1", 5);
    batch.setRequestId(SecondThoughts.TO_CANCEL);

    var executions =
        plan.answers(batch).stream().filter(answer -> answer.type() != ExecType.ACK).toList();

    assertThat(executions.get(0).after()).isLessThan(Duration.ofSeconds(1));
    assertThat(executions.subList(1, executions.size()))
        .allSatisfy(later -> assertThat(later.after()).isGreaterThan(Duration.ofSeconds(30)))
        .isSortedAccordingTo(Comparator.comparing(ExecutionPlan.Answer::after));
  }

  private static BigDecimal filled(List<ExecutionPlan.Answer> answers) {
    return answers.stream()
        .map(ExecutionPlan.Answer::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void rejectsWhatTheMarketHasNoPriceFor() {
    var batch = Batches.of("B-1", 1);
    var fill =
        plan.answers(batch).stream()
            .filter(a -> a.type() == ExecType.FILL)
            .findFirst()
            .orElseThrow();

    var record = ExecutionPlan.record(batch, fill, null, Batches.AT);

    assertThat(record.getExecType()).isEqualTo(ExecType.REJECT);
    assertThat(record.getQuantity()).isNull();
    assertThat(record.getReason()).isNotEmpty();
  }

  @Test
  void saysThatAnOrderExpiredUnderAnIdThatNoFillHas() {
    var batch = Batches.of("B-1", 1);
    var order = batch.getOrders().get(0);

    var record = ExecutionPlan.expired(batch, order, Batches.AT);

    assertThat(record.getExecType()).isEqualTo(ExecType.EXPIRED);
    assertThat(plan.answers(batch))
        .noneMatch(a -> record.getExecutionId().equals(order.getOrderId() + "/" + a.number()));
  }

  @Test
  void refusesABatchOfTransfersByItsBatchAlone() {
    var record = ExecutionPlan.refused(Batches.of("B-1", 0), Batches.AT);

    assertThat(record.getExecType()).isEqualTo(ExecType.REJECT);
    assertThat(record.getOrderId()).isNull();
    assertThat(record.getBatchId()).isEqualTo("B-1");
  }
}
