package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.failed;
import static io.evenkeel.core.approval.Samples.noTrades;
import static io.evenkeel.core.approval.Samples.opened;
import static io.evenkeel.core.approval.Samples.proposed;
import static io.evenkeel.core.approval.Samples.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A new request that retries the failed accounts of an old one")
class RetryTest {
  private static final Instant LATER = TEN.plusSeconds(600);

  private final RequestRun old = new RequestRun("R-1");
  private final RequestRun retry = new RequestRun("R-2");

  private static RequestCommand.Submit retryOf(String requestId, String firmId) {
    var header = new RequestCommand.Header("c-retry", "R-2", "advisor-7", firmId, LATER);
    return new RequestCommand.Submit(header, List.of(), null, requestId);
  }

  private static RequestCommand.Submit retryOf(String requestId) {
    return retryOf(requestId, "F-1");
  }

  /** Carries what each says to the other, as the topic between them does. */
  private void exchange() {
    old.hear(retry.messages().get(0));
    retry.hear(old.messages().get(0));
  }

  private void twoOfThreeFail() {
    old.send(submit("A-3", "A-2", "A-1"))
        .take(failed("A-3", IssueCode.UNCHECKABLE, TEN))
        .take(noTrades("A-2", TEN))
        .take(failed("A-1", IssueCode.ORDERS_IN_FLIGHT, TEN));
  }

  @Test
  void buildsExactlyThose() {
    twoOfThreeFail();
    retry.send(retryOf("R-1"));
    assertThat(retry.outputs())
        .containsExactly(
            new RequestOutput.ToRequest(new RetryMessage.Question("R-1", "R-2", "F-1", LATER)));

    exchange();
    assertThat(retry.phase()).isEqualTo(RequestPhase.BUILDING);
    assertThat(retry.tasks().stream().map(AccountTask::accountId)).containsExactly("A-1", "A-3");
    assertThat(retry.request().submission().retryFailedOf()).isEqualTo("R-1");
    assertThat(retry.request().submission().submittedAt()).isEqualTo(LATER);
  }

  @Test
  void asksForWhatTheOldOneAskedFor() {
    old.take(opened("R-1", "A-1", TEN)).take(failed("A-1", IssueCode.UNCHECKABLE, TEN));
    retry.send(retryOf("R-1"));
    exchange();

    assertThat(retry.tasks())
        .containsExactly(
            new AccountTask.Build(
                "R-2",
                "A-1",
                "F-1",
                null,
                new BuildScope.LiquidateSleeve("TECH"),
                Acr.Source.MANUAL,
                LATER));
  }

  @Test
  void takesTheTradeLogicAndTheFirmOfTheOldOneWhereItNamesNone() {
    var header = Samples.header("c-1", TEN);
    old.send(new RequestCommand.Submit(header, List.of("A-1"), TradeLogic.BEST_FIT, null))
        .take(failed("A-1", IssueCode.UNCHECKABLE, TEN));
    var nobody = new RequestCommand.Header("c-retry", "R-2", "ops", null, LATER);
    retry.send(new RequestCommand.Submit(nobody, List.of(), null, "R-1"));
    exchange();

    assertThat(retry.request().submission().logic()).isEqualTo(TradeLogic.BEST_FIT);
    assertThat(retry.request().firmId()).isEqualTo("F-1");
  }

  @Test
  void takesTheAccountsThatHadNotAnsweredInTimeThoughNoTickHasComeBy() {
    old.send(submit("A-1", "A-2")).take(noTrades("A-1", TEN));
    retry.send(retryOf("R-1"));
    exchange();

    assertThat(retry.tasks().stream().map(AccountTask::accountId)).containsExactly("A-2");
  }

  @Test
  void hearsOnlyTheOldOneThatItNamed() {
    twoOfThreeFail();
    old.hear(new RetryMessage.Question("R-1", "R-2", "F-1", LATER));
    retry.send(retryOf("R-7")).hear(old.messages().get(0));

    assertThat(retry.phase()).isEqualTo(RequestPhase.LOOKING_UP);
  }

  @Test
  void isNoRequestToOthersWhileItLooksUpItsOwnAccounts() {
    retry.send(retryOf("R-1"));
    retry.hear(new RetryMessage.Question("R-2", "R-3", "F-1", LATER));

    assertThat(((RetryMessage.Refused) retry.messages().get(0)).refusal().code())
        .isEqualTo(Refusal.Code.UNKNOWN_REQUEST);
  }

  @Test
  void mayAskForAnotherTradeLogic() {
    twoOfThreeFail();
    var header = retryOf("R-1").header();
    retry.send(new RequestCommand.Submit(header, List.of(), TradeLogic.MIN_TRANSACTION, "R-1"));
    exchange();

    assertThat(retry.request().submission().logic()).isEqualTo(TradeLogic.MIN_TRANSACTION);
  }

  @Test
  void isRejectedWhereNoneFailed() {
    old.send(submit("A-1")).take(noTrades("A-1", TEN));
    retry.send(retryOf("R-1"));
    exchange();

    assertThat(retry.refused()).containsExactly(Refusal.Code.NOTHING_TO_RETRY);
    assertThat(retry.rejections().get(0).commandId()).isEqualTo("c-retry");
    assertThat(retry.state().request()).isNull();
  }

  @Test
  void isRejectedWhereNobodyKnowsTheOldOne() {
    retry.send(retryOf("R-1"));
    exchange();

    assertThat(retry.refused()).containsExactly(Refusal.Code.UNKNOWN_REQUEST);
  }

  @Test
  void isRejectedWhereTheOldOneStillBuilds() {
    old.send(submit("A-1"));
    var header = retryOf("R-1").header();
    var soon =
        new RequestCommand.Header("c-retry", "R-2", header.sentBy(), "F-1", TEN.plusSeconds(5));
    retry.send(new RequestCommand.Submit(soon, List.of(), null, "R-1"));
    exchange();

    assertThat(retry.refused()).containsExactly(Refusal.Code.STILL_BUILDING);
  }

  @Test
  void isRejectedWhereTheOldOneBelongsToAnotherFirm() {
    twoOfThreeFail();
    retry.send(retryOf("R-1", "F-2"));
    exchange();

    assertThat(retry.refused()).containsExactly(Refusal.Code.WRONG_FIRM);
  }

  @Test
  void isRejectedWhereItNamesAccountsTooOrItself() {
    var header = retryOf("R-1").header();
    retry.send(new RequestCommand.Submit(header, List.of("A-1"), null, "R-1"));
    assertThat(retry.refused()).containsExactly(Refusal.Code.INVALID_COMMAND);

    var own = new RequestCommand.Header("c-2", "R-2", "advisor-7", "F-1", LATER);
    retry.send(new RequestCommand.Submit(own, List.of(), null, "R-2"));
    assertThat(retry.refused()).containsExactly(Refusal.Code.INVALID_COMMAND);
  }

  @Test
  void isRejectedWhereTheOldOneDoesNotAnswerInTime() {
    retry.send(retryOf("R-1")).pass(LATER.plusSeconds(61));
    assertThat(retry.refused()).containsExactly(Refusal.Code.WRONG_STATE);

    twoOfThreeFail();
    old.hear(new RetryMessage.Question("R-1", "R-2", "F-1", LATER));
    retry.hear(old.messages().get(0));
    assertThat(retry.outputs()).isEmpty();
  }

  @Test
  void isAnsweredTheSameWhenItsCommandIsRepeated() {
    retry.send(retryOf("R-1")).send(retryOf("R-1"));
    assertThat(retry.outputs()).isEmpty();

    old.hear(new RetryMessage.Question("R-1", "R-2", "F-1", LATER));
    retry.hear(old.messages().get(0));
    var refusal = retry.rejections().get(0).refusal();
    retry.send(retryOf("R-1"));
    assertThat(retry.rejections().get(0).refusal()).isEqualTo(refusal);
  }

  @Test
  void leavesItsIdFreeWhereItWasRejected() {
    retry.send(retryOf("R-1"));
    exchange();
    var header = new RequestCommand.Header("c-2", "R-2", "advisor-7", "F-1", LATER);
    retry.send(new RequestCommand.Submit(header, List.of("A-1"), null, null));

    assertThat(retry.phase()).isEqualTo(RequestPhase.BUILDING);
  }

  @Test
  void beginsOnceThoughItsAnswerIsRepeated() {
    twoOfThreeFail();
    retry.send(retryOf("R-1"));
    exchange();
    retry.take(new Affiliation("F-1", "ADV-1", "SCHWAB"), inRetry("A-1"));
    retry.hear(old.messages().get(0));

    assertThat(retry.outputs()).isEmpty();
  }

  private static AccountOutcome inRetry(String accountId) {
    return new AccountOutcome.NoTrades("R-2", accountId, "F-1", "ADV-1", LATER);
  }

  @Test
  void cannotBeApprovedWhileItsAccountsAreLookedUp() {
    retry.send(retryOf("R-1"));
    var header = new RequestCommand.Header("c-2", "R-2", "advisor-7", "F-1", LATER);
    retry.send(new RequestCommand.Cancel(header));

    assertThat(retry.refused()).containsExactly(Refusal.Code.STILL_BUILDING);
  }

  @Test
  void mayComeWhileTheOldOneWaitsForApproval() {
    old.send(submit("A-1", "A-2"))
        .take(failed("A-1", IssueCode.UNCHECKABLE, TEN))
        .take(proposed("A-2", TEN));
    retry.send(retryOf("R-1"));
    exchange();

    assertThat(retry.tasks().stream().map(AccountTask::accountId)).containsExactly("A-1");
    assertThat(old.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }
}
