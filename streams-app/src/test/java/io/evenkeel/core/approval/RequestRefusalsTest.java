package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.CUT_OFF;
import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.handedOver;
import static io.evenkeel.core.approval.Samples.header;
import static io.evenkeel.core.approval.Samples.noTrades;
import static io.evenkeel.core.approval.Samples.proposed;
import static io.evenkeel.core.approval.Samples.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command about a request is refused, with a sentence,")
class RequestRefusalsTest {
  private static final Instant NOON = TEN.plusSeconds(7_200);

  private final RequestRun run = new RequestRun("R-1");

  private static RequestCommand.Approve approve(String commandId, Instant at, String... except) {
    return new RequestCommand.Approve(header(commandId, at), List.of(except), Map.of(), null);
  }

  private static RequestCommand.Cancel cancel(String commandId, Instant at) {
    return new RequestCommand.Cancel(header(commandId, at));
  }

  private RequestRun pending() {
    return run.send(submit("A-1")).take(proposed("A-1", TEN.plusSeconds(1)));
  }

  private void assertRefused(Refusal.Code code, String sentence) {
    assertThat(run.rejections()).hasSize(1);
    var rejected = run.rejections().get(0);
    assertThat(rejected.refusal()).isEqualTo(new Refusal(code, sentence));
    assertThat(rejected.key()).isEqualTo("R-1");
    assertThat(run.outputs()).containsExactly(rejected);
  }

  @Test
  void whereItApprovesOrCancelsARequestThatNobodySubmitted() {
    run.send(approve("c-1", NOON));
    assertRefused(Refusal.Code.UNKNOWN_REQUEST, "there is no request R-1; submit it first");

    run.send(cancel("c-2", NOON));
    assertRefused(Refusal.Code.UNKNOWN_REQUEST, "there is no request R-1; submit it first");
  }

  @Test
  void whereItSubmitsUnderAnIdThatWasUsed() {
    pending().send(new RequestCommand.Submit(header("c-2", NOON), List.of("A-9"), null, null));

    assertRefused(
        Refusal.Code.REQUEST_ID_USED, "request R-1 exists already; submit under a new requestId");
  }

  @Test
  void whereItApprovesBeforeAllAccountsHaveAnswered() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .send(approve("c-1", TEN.plusSeconds(30)));

    assertRefused(
        Refusal.Code.STILL_BUILDING,
        "request R-1 still builds: 1 of 2 accounts have answered; send it again when all have");
  }

  @Test
  void whereItApprovesTwice() {
    pending().send(approve("c-1", NOON)).send(approve("c-2", NOON.plusSeconds(1)));
    assertRefused(
        Refusal.Code.ALREADY_APPROVED,
        "request R-1 was approved by advisor-7 at 2026-11-20T17:00:00Z; CANCEL_BATCH cancels what is not done of it");

    run.take(handedOver("A-1", NOON.plusSeconds(2))).send(approve("c-3", NOON.plusSeconds(3)));
    assertThat(run.refused()).containsExactly(Refusal.Code.ALREADY_APPROVED);
  }

  @Test
  void whereItApprovesAfterExpiryThoughNoTickHasComeBy() {
    pending().send(approve("c-1", CUT_OFF));

    assertThat(run.refused()).containsExactly(Refusal.Code.ALREADY_EXPIRED);
    assertThat(run.phase()).isEqualTo(RequestPhase.EXPIRED);
    assertThat(run.tasks()).noneMatch(AccountTask.Approve.class::isInstance);
  }

  @Test
  void butNotWhereItApprovesAMomentBeforeExpiry() {
    pending().send(approve("c-1", CUT_OFF.minusMillis(1)));

    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);
  }

  @Test
  void whereItApprovesOrCancelsWhatIsCanceled() {
    pending().send(cancel("c-1", NOON)).send(approve("c-2", NOON));
    assertRefused(Refusal.Code.ALREADY_CANCELED, "request R-1 was canceled; submit a new one");

    run.send(cancel("c-3", NOON));
    assertThat(run.refused()).containsExactly(Refusal.Code.ALREADY_CANCELED);
  }

  @Test
  void whereItCancelsWhatIsApproved() {
    pending().send(approve("c-1", NOON)).send(cancel("c-2", NOON));

    assertThat(run.refused()).containsExactly(Refusal.Code.ALREADY_APPROVED);
    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);
  }

  @Test
  void whereNoAccountProposedATrade() {
    run.send(submit("A-1")).take(noTrades("A-1", TEN)).send(approve("c-1", NOON));

    assertRefused(
        Refusal.Code.NOTHING_TO_APPROVE,
        "request R-1 ended by itself as COMPLETE: no account proposed a trade");
  }

  @Test
  void whereItLeavesOutEveryAccountThatProposes() {
    pending().send(approve("c-1", NOON, "A-1"));

    assertThat(run.refused()).containsExactly(Refusal.Code.NOTHING_TO_APPROVE);
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void whereItNamesAnAccountThatIsNotInTheRequest() {
    var hashes = Map.of("A-7", "hash");
    pending().send(new RequestCommand.Approve(header("c-1", NOON), List.of("A-9"), hashes, null));

    assertRefused(Refusal.Code.UNKNOWN_ACCOUNT, "the request has no account A-7, A-9");
  }

  @Test
  void whereItNamesNoAccountOrOneTwiceOrOneWithoutAnId() {
    assertThat(new RequestRun("R-1").send(submit()).refused())
        .containsExactly(Refusal.Code.NO_ACCOUNTS);
    assertThat(new RequestRun("R-1").send(submit("A-1", "A-2", "A-1")).refused())
        .containsExactly(Refusal.Code.DUPLICATE_ACCOUNT);
    assertThat(new RequestRun("R-1").send(submit("A-1", " ")).refused())
        .containsExactly(Refusal.Code.INVALID_COMMAND);
  }

  @Test
  void whereItCrossesFirms() {
    var foreign = new RequestCommand.Header("c-1", "R-1", "advisor-8", "F-2", NOON);
    pending().send(new RequestCommand.Approve(foreign, List.of(), Map.of(), null));
    assertRefused(Refusal.Code.WRONG_FIRM, "request R-1 belongs to another firm");
    assertThat(run.rejections().get(0).firmId()).isEqualTo("F-2");

    var again = new RequestCommand.Header("c-2", "R-1", "advisor-8", "F-2", NOON);
    run.send(new RequestCommand.Cancel(again));
    assertThat(run.refused()).containsExactly(Refusal.Code.WRONG_FIRM);
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void whereNobodyKnowsItsType() {
    var refusal = new Refusal(Refusal.Code.UNKNOWN_TYPE, "type DANCE is not known");
    run.send(new RequestCommand.Unusable(header("c-1", NOON), refusal));

    assertRefused(Refusal.Code.UNKNOWN_TYPE, "type DANCE is not known");
  }

  @Test
  void whereItHasNoId() {
    run.send(new RequestCommand.Cancel(header(" ", NOON)));
    assertThat(run.refused()).containsExactly(Refusal.Code.INVALID_COMMAND);

    run.send(new RequestCommand.Submit(header("", NOON), List.of("A-1"), null, null));
    assertThat(run.refused()).containsExactly(Refusal.Code.INVALID_COMMAND);
    assertThat(run.state().isUnused()).isTrue();
  }

  @Test
  void theSameWayWhenItIsRepeatedWithinSevenDaysAndDoesNothingTwice() {
    run.send(approve("c-1", NOON));
    var first = run.rejections().get(0);
    pending();

    run.send(approve("c-1", NOON.plusSeconds(600)));
    assertThat(run.rejections()).hasSize(1);
    assertThat(run.rejections().get(0).refusal()).isEqualTo(first.refusal());
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);

    run.send(submit("A-1"));
    assertThat(run.outputs()).isEmpty();
  }

  @Test
  void orAcceptedAnewWhenItIsRepeatedAfterSevenDays() {
    run.send(approve("c-1", NOON.minus(AnsweredCommands.KEPT)));
    pending().send(approve("c-1", NOON));

    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);
  }

  @Test
  void andItsAnswerIsForgottenAfterSevenDays() {
    run.send(approve("c-1", NOON));
    assertThat(Requests.nextDue(run.state())).isEqualTo(NOON.plus(AnsweredCommands.KEPT));

    run.pass(NOON.plus(AnsweredCommands.KEPT));
    assertThat(run.state().isUnused()).isTrue();
    assertThat(Requests.nextDue(run.state())).isNull();
  }

  @Test
  void andAThousandAnswersAreRememberedForOneKey() {
    for (var i = 0; i <= AnsweredCommands.MAX_PER_KEY; i++) {
      run.send(cancel("c-" + i, NOON));
    }

    assertThat(run.state().commands().answered()).hasSize(AnsweredCommands.MAX_PER_KEY);
    assertThat(run.state().commands().answerTo("c-0", NOON)).isNull();
    assertThat(run.state().commands().answerTo("c-1", NOON)).isNotNull();
  }
}
