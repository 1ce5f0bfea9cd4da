package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An account in which somebody is at work")
class EngagementsTest {
  private final Engagements engagements = new Engagements();

  @Test
  void isFreeOnceTheyAreDone() {
    engagements.begin(List.of("A-1", "A-2"));
    assertThat(engagements.isFree("A-1")).isFalse();
    assertThat(engagements.isFree("A-3")).isTrue();

    engagements.end(List.of("A-1"));

    assertThat(engagements.isFree("A-1")).isTrue();
    assertThat(engagements.isFree("A-2")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = CashMovementStatus.class,
      names = {"COMPLETED", "FAILED", "CANCELED"})
  void isFreeOnceItsCashHasMovedOrWillNot(CashMovementStatus status) {
    engagements.begin(List.of("A-1"));

    engagements.take("cash-movements", "A-1", run(status));

    assertThat(engagements.isFree("A-1")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = CashMovementStatus.class,
      names = {"SCHEDULED", "PROCESSING", "WORKING"})
  void isNotFreeWhileItsCashIsUnderWay(CashMovementStatus status) {
    engagements.begin(List.of("A-1"));

    engagements.take("cash-movements", "A-1", run(status));

    assertThat(engagements.isFree("A-1")).isFalse();
  }

  private static CashMovementRun run(CashMovementStatus status) {
    var run = new CashMovementRun();
    run.setAccountId("A-1");
    run.setStatus(status);
    return run;
  }
}
