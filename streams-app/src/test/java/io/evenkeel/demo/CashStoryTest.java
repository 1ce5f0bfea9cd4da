package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the demo tells of cash movements")
class CashStoryTest {
  private final List<String> told = new ArrayList<>();
  private final CashStory story = new CashStory(told::add);

  private static CashMovementRun run(
      String runId, CashMovementDirection direction, CashMovementStatus status, String sentence) {
    return CashMovementRun.newBuilder()
        .setRunId(runId)
        .setMovementId(runId)
        .setAccountId("A-7")
        .setFirmId("F")
        .setAdvisorId("adv")
        .setCustodianId("SCHWAB")
        .setDirection(direction)
        .setAmount(new BigDecimal("5000.0000"))
        .setMethod(CashMovementMethod.REBALANCER)
        .setDate(LocalDate.parse("2026-11-20"))
        .setDueAt(Batches.AT)
        .setStatus(status)
        .setSentence(sentence.isEmpty() ? null : sentence)
        .setRequestedBy("me")
        .setAt(Batches.AT)
        .build();
  }

  private static CashMovementRun deposit(CashMovementStatus status, String sentence) {
    return run("M-1", CashMovementDirection.DEPOSIT, status, sentence);
  }

  @Test
  void isEveryStepOnceInWords() {
    story.take(deposit(CashMovementStatus.SCHEDULED, ""));
    story.take(deposit(CashMovementStatus.PROCESSING, "It waits for its cash."));
    story.take(deposit(CashMovementStatus.PROCESSING, ""));
    story.take(deposit(CashMovementStatus.COMPLETED, ""));

    assertThat(told)
        .containsExactly(
            "cash: deposit M-1 of 5000.00 dollars by A-7, dated 2026-11-20, is SCHEDULED",
            "cash: deposit M-1 of 5000.00 dollars by A-7, dated 2026-11-20, is PROCESSING: It waits for its cash.",
            "cash: deposit M-1 of 5000.00 dollars by A-7, dated 2026-11-20, is COMPLETED");
  }

  @Test
  void isCountedByWhatCameOfIt() {
    story.take(deposit(CashMovementStatus.COMPLETED, ""));
    story.take(run("M-2", CashMovementDirection.WITHDRAWAL, CashMovementStatus.COMPLETED, ""));
    story.take(run("M-3", CashMovementDirection.WITHDRAWAL, CashMovementStatus.FAILED, "No."));

    assertThat(story.summary().toString())
        .isEqualTo("{\"deposits\":1,\"withdrawals\":1,\"failed\":1}");
  }

  @Test
  void isNoFailureAnyMoreOnceARetryIsComplete() {
    story.take(deposit(CashMovementStatus.FAILED, "No."));
    story.take(deposit(CashMovementStatus.COMPLETED, ""));

    assertThat(story.summary().get("failed").asInt()).isZero();
  }

  @Test
  void endsBeforeItFillsTheScreen() {
    for (var i = 0; i < 100; i++) {
      story.take(run("M-" + i, CashMovementDirection.DEPOSIT, CashMovementStatus.COMPLETED, ""));
    }

    assertThat(told).hasSize(30);
    assertThat(story.summary().get("deposits").asInt()).isEqualTo(100);
  }
}
