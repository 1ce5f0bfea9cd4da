package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.CUT_OFF;
import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.failed;
import static io.evenkeel.core.approval.Samples.header;
import static io.evenkeel.core.approval.Samples.noTrades;
import static io.evenkeel.core.approval.Samples.proposed;
import static io.evenkeel.core.approval.Samples.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time")
class RequestClockTest {
  private static final Instant A_MINUTE_LATER = TEN.plusSeconds(60);

  private final RequestRun run = new RequestRun("R-1");

  @Test
  void failsAnAccountThatDoesNotAnswerWithinSixtySeconds() {
    run.send(submit("A-1", "A-2")).take(proposed("A-1", TEN.plusSeconds(1)));

    run.pass(A_MINUTE_LATER);
    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);

    var after = A_MINUTE_LATER.plusMillis(1);
    run.pass(after);
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
    assertThat(run.row("A-2").sentence())
        .isEqualTo("account A-2 did not answer within 60 s; submit it again");
    assertThat(run.tasks())
        .containsExactly(new AccountTask.Discard("R-1", "A-2", Reason.NOT_ANSWERED, after));
  }

  @Test
  void acceptsAnAnswerThatComesExactlyInTime() {
    run.send(submit("A-1")).take(proposed("A-1", A_MINUTE_LATER));

    assertThat(run.row("A-1").status()).isEqualTo(Status.PROPOSED);
  }

  @Test
  void ignoresAnAnswerThatComesLaterThoughNoTickHasComeBy() {
    run.send(submit("A-1", "A-2")).take(proposed("A-1", A_MINUTE_LATER.plusMillis(1)));

    assertThat(run.row("A-1").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Discard(
                "R-1", "A-1", Reason.NOT_ANSWERED, A_MINUTE_LATER.plusMillis(1)));
  }

  @Test
  void ignoresEveryAnswerOfAnAccountThatWasGivenUp() {
    run.send(submit("A-1", "A-2")).pass(A_MINUTE_LATER.plusSeconds(1));
    assertThat(run.phase()).isEqualTo(RequestPhase.FAILED);

    run.take(proposed("A-1", TEN.plusSeconds(30)));
    assertThat(run.tasks()).hasSize(1).allMatch(AccountTask.Discard.class::isInstance);
    run.take(noTrades("A-1", TEN.plusSeconds(30)));
    assertThat(run.outputs()).isEmpty();
    run.take(failed("A-2", IssueCode.UNCHECKABLE, TEN.plusSeconds(30)));
    assertThat(run.outputs()).isEmpty();
    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
  }

  @Test
  void givesUpWaitingBeforeAnApprovalThatComesLater() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .send(
            new RequestCommand.Approve(
                header("c-1", TEN.plusSeconds(61)), List.of(), Map.of(), null));

    assertThat(run.row("A-1").status()).isEqualTo(Status.APPROVED);
    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
  }

  @Test
  void expiresARequestThatIsNotApprovedByTheEndOfItsBusinessDay() {
    run.send(submit("A-1", "A-2", "A-3"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(noTrades("A-2", TEN.plusSeconds(1)))
        .take(failed("A-3", IssueCode.UNCHECKABLE, TEN.plusSeconds(1)));

    run.pass(CUT_OFF.minusNanos(1_000));
    assertThat(run.outputs()).isEmpty();
    run.pass(CUT_OFF);
    assertThat(run.phase()).isEqualTo(RequestPhase.EXPIRED);
    assertThat(run.row("A-1").status()).isEqualTo(Status.EXPIRED);
    assertThat(run.row("A-2").status()).isEqualTo(Status.NO_TRADES);
    assertThat(run.row("A-3").status()).isEqualTo(Status.FAILED);
    assertThat(run.tasks())
        .containsExactly(new AccountTask.Discard("R-1", "A-1", Reason.EXPIRED, CUT_OFF));
  }

  @Test
  void expiresWhatStillBuildsWhenTheDayEnds() {
    var late = CUT_OFF.minusSeconds(20);
    run.send(new RequestCommand.Submit(header("c-1", late), List.of("A-1", "A-2"), null, null))
        .take(proposed("A-1", late.plusSeconds(1)));
    assertThat(Requests.nextDue(run.state())).isEqualTo(CUT_OFF);

    run.pass(CUT_OFF.plusSeconds(100));

    assertThat(run.phase()).isEqualTo(RequestPhase.EXPIRED);
    assertThat(run.rows()).allMatch(row -> row.status() == Status.EXPIRED);

    run.take(proposed("A-2", CUT_OFF.plusSeconds(1)));
    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Discard("R-1", "A-2", Reason.EXPIRED, CUT_OFF.plusSeconds(1)));
  }

  @Test
  void givesARequestOfTheCutOffTheNextBusinessDay() {
    run.send(new RequestCommand.Submit(header("c-1", CUT_OFF), List.of("A-1"), null, null));

    assertThat(run.request().expiresAt()).isEqualTo("2026-11-23T21:00:00Z");
  }

  @Test
  void doesNothingToARequestThatHasEnded() {
    run.send(submit("A-1")).take(noTrades("A-1", TEN)).pass(CUT_OFF.plusSeconds(1));

    assertThat(run.outputs()).isEmpty();
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
  }

  @Test
  void isNextDueWhenWaitingEndsThenWhenTheDayEndsThenWhenCommandsAreForgotten() {
    run.send(submit("A-1", "A-2"));
    assertThat(Requests.nextDue(run.state())).isEqualTo(A_MINUTE_LATER.plusMillis(1));

    run.take(proposed("A-1", TEN)).take(noTrades("A-2", TEN));
    assertThat(Requests.nextDue(run.state())).isEqualTo(CUT_OFF);

    run.pass(CUT_OFF);
    assertThat(Requests.nextDue(run.state())).isEqualTo(TEN.plus(AnsweredCommands.KEPT));
  }

  @Test
  void leavesNothingDueOnceItHasPassed() {
    run.send(submit("A-1"));
    for (var due = Requests.nextDue(run.state());
        due != null;
        due = Requests.nextDue(run.state())) {
      run.pass(due);
      var next = Requests.nextDue(run.state());

      assertThat(next == null || next.isAfter(due)).isTrue();
    }
    assertThat(run.phase()).isEqualTo(RequestPhase.FAILED);
  }
}
