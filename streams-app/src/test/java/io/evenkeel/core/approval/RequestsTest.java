package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.CUT_OFF;
import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.failed;
import static io.evenkeel.core.approval.Samples.handedOver;
import static io.evenkeel.core.approval.Samples.header;
import static io.evenkeel.core.approval.Samples.noTrades;
import static io.evenkeel.core.approval.Samples.opened;
import static io.evenkeel.core.approval.Samples.progress;
import static io.evenkeel.core.approval.Samples.proposal;
import static io.evenkeel.core.approval.Samples.proposed;
import static io.evenkeel.core.approval.Samples.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.FillStatus;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rebalance request")
class RequestsTest {
  private static final Instant NOON = TEN.plusSeconds(7_200);

  private final RequestRun run = new RequestRun("R-1");

  private static RequestCommand.Approve approve(List<String> except, Map<String, String> hashes) {
    return new RequestCommand.Approve(header("c-approve", NOON), except, hashes, "advisor-9");
  }

  private static RequestCommand.Approve approve() {
    return approve(List.of(), Map.of());
  }

  private static RequestCommand.Cancel cancel(Instant at) {
    return new RequestCommand.Cancel(header("c-cancel", at));
  }

  @Test
  void asksEveryAccountToBuild() {
    run.send(
        new RequestCommand.Submit(
            header("c-1", TEN), List.of("A-1", "A-2"), TradeLogic.BEST_FIT, null));

    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);
    assertThat(run.tasks()).containsExactly(build("A-1"), build("A-2"));
    assertThat(run.rows()).allMatch(row -> row.status() == Status.BUILDING);
  }

  private static AccountTask build(String accountId) {
    return new AccountTask.Build(
        "R-1",
        accountId,
        "F-1",
        TradeLogic.BEST_FIT,
        new BuildScope.WholeAccount(),
        Acr.Source.REBALANCE,
        TEN);
  }

  @Test
  void isWrittenToHistoryWithEveryAccountThatChanges() {
    run.send(submit("A-1", "A-2"));
    assertThat(run.outputs())
        .contains(new RequestOutput.History(run.request()))
        .contains(new RequestOutput.HistoryAccount("F-1", run.row("A-1")))
        .contains(new RequestOutput.HistoryAccount("F-1", run.row("A-2")));

    run.take(proposed("A-1", TEN.plusSeconds(1)));
    assertThat(run.outputs())
        .containsExactly(
            new RequestOutput.History(run.request()),
            new RequestOutput.HistoryAccount("F-1", run.row("A-1")));
  }

  @Test
  void takesTenThousandAccountsAndNotOneMore() {
    var accounts = new String[10_000];
    java.util.Arrays.setAll(accounts, i -> "A-" + i);
    run.send(submit(accounts));
    assertThat(run.tasks()).hasSize(10_000);

    var more = java.util.Arrays.copyOf(accounts, 10_001);
    more[10_000] = "A-10000";
    assertThat(new RequestRun("R-1").send(submit(more)).refused())
        .containsExactly(Refusal.Code.TOO_MANY_ACCOUNTS);
  }

  @Test
  void waitsForApprovalOnceEveryAccountHasAnswered() {
    run.send(submit("A-1", "A-2")).take(proposed("A-1", TEN.plusSeconds(1)));
    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);

    run.take(noTrades("A-2", TEN.plusSeconds(2)));
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void isNotHeldUpByAFailedAccount() {
    run.send(submit("A-1", "A-2"))
        .take(failed("A-1", IssueCode.UNCHECKABLE, TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(2)))
        .send(approve());

    assertThat(run.row("A-1").issue()).isEqualTo(IssueCode.UNCHECKABLE);
    assertThat(run.row("A-1").sentence()).isEqualTo("because of UNCHECKABLE");
    assertThat(run.row("A-2").status()).isEqualTo(Status.APPROVED);
  }

  @Test
  void tradesNothingBeforeApproval() {
    run.send(submit("A-1")).take(proposed("A-1", TEN.plusSeconds(1)));

    assertThat(run.tasks()).isEmpty();
  }

  @Test
  void asksEveryProposingAccountToTradeOnceApproved() {
    var hash = proposal("A-1", TEN).contentHash();
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(1)))
        .send(approve(List.of(), Map.of("A-1", hash)));

    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);
    assertThat(run.request().approval()).isEqualTo(new Request.Approval("advisor-9", NOON));
    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Approve("R-1", "A-1", hash, "advisor-9", NOON, CUT_OFF),
            new AccountTask.Approve("R-1", "A-2", null, "advisor-9", NOON, CUT_OFF));
  }

  @Test
  void isApprovedByTheSenderWhereNobodyElseIsNamed() {
    run.send(submit("A-1"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .send(new RequestCommand.Approve(header("c-approve", NOON), List.of(), Map.of(), null));

    assertThat(run.request().approval()).isEqualTo(new Request.Approval("advisor-7", NOON));
  }

  @Test
  void leavesOutTheAccountsThatTheApprovalExcepts() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(1)))
        .send(approve(List.of("A-2"), Map.of()));

    assertThat(run.row("A-2").status()).isEqualTo(Status.REMOVED);
    assertThat(run.tasks()).contains(new AccountTask.Discard("R-1", "A-2", Reason.REMOVED, NOON));
    run.take(handedOver("A-1", NOON.plusSeconds(1)));
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
    assertThat(run.request().counts().removed()).isEqualTo(1);
  }

  @Test
  void isCompleteOnceEveryBatchIsHandedOver() {
    twoApproved().take(handedOver("A-1", NOON.plusSeconds(1)));
    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);

    run.take(handedOver("A-2", NOON.plusSeconds(2)));
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
    assertThat(run.request().counts().complete()).isEqualTo(2);
    assertThat(run.request().ending()).isEqualTo(new Request.Ending(null, NOON.plusSeconds(2)));
    assertThat(run.row("A-1").batchId()).isEqualTo(OrderIds.batchId("R-1", "A-1"));
  }

  private RequestRun twoApproved() {
    return run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(1)))
        .send(approve());
  }

  @Test
  void isCompleteWithErrorsWhereSomeFailed() {
    twoApproved()
        .take(handedOver("A-1", NOON.plusSeconds(1)))
        .take(failed("A-2", IssueCode.STALE_PROPOSAL, NOON.plusSeconds(1)));

    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE_WITH_ERRORS);
    assertThat(run.request().counts().complete()).isEqualTo(1);
    assertThat(run.request().counts().failed()).isEqualTo(1);
  }

  @Test
  void hasFailedWhereAllFailed() {
    twoApproved()
        .take(failed("A-1", IssueCode.STALE_PROPOSAL, NOON.plusSeconds(1)))
        .take(failed("A-2", IssueCode.STALE_PROPOSAL, NOON.plusSeconds(1)));

    assertThat(run.phase()).isEqualTo(RequestPhase.FAILED);
  }

  @Test
  void staysInApprovalUntilEveryAccountHasAnsweredHoweverLong() {
    twoApproved().take(handedOver("A-1", NOON.plusSeconds(1))).pass(CUT_OFF.plusSeconds(86_400));

    assertThat(run.phase()).isEqualTo(RequestPhase.APPROVING);
    assertThat(run.tasks()).isEmpty();
  }

  @Test
  void isCompleteWithoutApprovalWhereNoAccountHasTrades() {
    run.send(submit("A-1")).take(noTrades("A-1", TEN.plusSeconds(1)));

    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
    assertThat(run.request().approval()).isNull();
    assertThat(run.request().counts().complete()).isEqualTo(1);
  }

  @Test
  void endsWithErrorsWhereAPendingAccountFailsAndNoneIsLeftToApprove() {
    run.send(submit("A-1", "A-2"))
        .take(noTrades("A-1", TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(1)))
        .take(failed("A-2", IssueCode.UNKNOWN_ACCOUNT, TEN.plusSeconds(100)));

    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE_WITH_ERRORS);
  }

  @Test
  void countsAnAccountAsFailedWhoseBatchWasNotReleased() {
    twoApproved()
        .take(handedOver("A-1", NOON.plusSeconds(1)))
        .take(handedOver("A-2", NOON.plusSeconds(1)))
        .take(failed("A-1", IssueCode.RELEASE_REFUSED, NOON.plusSeconds(2)));
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE_WITH_ERRORS);

    run.take(failed("A-2", IssueCode.RELEASE_REFUSED, NOON.plusSeconds(2)));
    assertThat(run.phase()).isEqualTo(RequestPhase.FAILED);
    assertThat(run.request().fill()).isEqualTo(FillStatus.NONE);
    assertThat(run.request().ending()).isEqualTo(new Request.Ending(null, NOON.plusSeconds(1)));
  }

  @Test
  void keepsABatchAtItsCustodianCompleteWhateverFailsLater() {
    twoApproved()
        .take(handedOver("A-1", NOON.plusSeconds(1)))
        .take(failed("A-1", IssueCode.UNCHECKABLE, NOON.plusSeconds(2)))
        .take(progress("A-1", "4", NOON.plusSeconds(2)))
        .take(failed("A-1", IssueCode.RELEASE_REFUSED, NOON.plusSeconds(3)));

    assertThat(run.row("A-1").status()).isEqualTo(Status.HANDED_OVER);
  }

  @Test
  void tellsHowFarItIsFilledBesideItsResult() {
    twoApproved()
        .take(handedOver("A-1", NOON.plusSeconds(1)))
        .take(handedOver("A-2", NOON.plusSeconds(1)));
    assertThat(run.request().fill()).isEqualTo(FillStatus.NONE);

    run.take(progress("A-1", "10", NOON.plusSeconds(2)));
    assertThat(run.request().fill()).isEqualTo(FillStatus.PARTIAL);
    assertThat(run.row("A-1").fill()).isEqualTo(FillStatus.FILLED);

    run.take(progress("A-2", "4", NOON.plusSeconds(3)));
    assertThat(run.row("A-2").fill()).isEqualTo(FillStatus.PARTIAL);
    run.take(progress("A-2", "10", NOON.plusSeconds(4)));
    assertThat(run.request().fill()).isEqualTo(FillStatus.FILLED);
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
  }

  @Test
  void isRejectedAtItsCustodianWhereEveryOrderWas() {
    var rejected =
        new OrderFill(
            "O-1", Quantity.of("10"), Quantity.ZERO, null, OrderFill.State.REJECTED, "no shares");
    twoApproved();
    for (var account : List.of("A-1", "A-2")) {
      var batchId = OrderIds.batchId("R-1", account);
      run.take(new AccountOutcome.Progress("R-1", account, batchId, List.of(rejected), true, NOON));
    }

    assertThat(run.request().fill()).isEqualTo(FillStatus.REJECTED);
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
  }

  @Test
  void hasNothingToFillWhereABatchMerelyTransfers() {
    var transfersOnly = proposal("R-1", "A-1", List.of(), TEN.plusSeconds(1));
    run.send(submit("A-1"))
        .take(new AccountOutcome.Proposed(transfersOnly, "F-1", "ADV-1"))
        .send(approve())
        .take(new AccountOutcome.HandedOver(Samples.batch(transfersOnly), NOON));

    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
    assertThat(run.request().fill()).isEqualTo(FillStatus.NONE);
  }

  @Test
  void takesABatchForHandedOverWhoseFillsComeFirst() {
    twoApproved().take(progress("A-1", "4", NOON.plusSeconds(1)));

    assertThat(run.row("A-1").status()).isEqualTo(Status.HANDED_OVER);
    assertThat(run.request().fill()).isEqualTo(FillStatus.PARTIAL);
  }

  @Test
  void ignoresTheFillsOfAnotherBatch() {
    twoApproved().take(handedOver("A-1", NOON.plusSeconds(1)));
    var fills = run.row("A-1").fills();
    run.take(
        new AccountOutcome.Progress(
            "R-1", "A-1", "B-other", List.of(), true, List.of("odd"), NOON.plusSeconds(2)));

    assertThat(run.outputs()).isEmpty();
    assertThat(run.row("A-1").fills()).isEqualTo(fills);
  }

  @Test
  void showsWhatExecutionResultsSaidThatCannotBe() {
    twoApproved().take(handedOver("A-1", NOON.plusSeconds(1)));
    var batchId = OrderIds.batchId("R-1", "A-1");
    var fills = run.row("A-1").fills();
    run.take(
        new AccountOutcome.Progress(
            "R-1", "A-1", batchId, fills, false, List.of("odd"), NOON.plusSeconds(2)));

    assertThat(run.row("A-1").anomalies()).containsExactly("odd");
  }

  @Test
  void keepsItsResultWhileWhatComesLateMovesItsFigures() {
    twoApproved()
        .take(handedOver("A-1", NOON.plusSeconds(1)))
        .take(handedOver("A-2", NOON.plusSeconds(1)))
        .take(progress("A-1", "10", NOON.plusSeconds(2)))
        .take(progress("A-2", "10", NOON.plusSeconds(2)));
    assertThat(run.request().fill()).isEqualTo(FillStatus.FILLED);

    run.take(progress("A-1", "4", NOON.plusSeconds(86_400)));

    assertThat(run.row("A-1").fills().get(0).filled()).isEqualTo(Quantity.of("4"));
    assertThat(run.request().fill()).isEqualTo(FillStatus.PARTIAL);
    assertThat(run.phase()).isEqualTo(RequestPhase.COMPLETE);
    assertThat(run.tasks()).isEmpty();
  }

  @Test
  void namesTheBatchThatAnAccountsBatchReplaces() {
    twoApproved().take(handedOver("A-1", NOON.plusSeconds(1)));
    assertThat(run.row("A-1").replacesBatchId()).isNull();

    var batch = Samples.batch(proposal("A-2", TEN));
    run.take(new AccountOutcome.HandedOver(replacing(batch, "B-old"), NOON.plusSeconds(1)));
    assertThat(run.row("A-2").replacesBatchId()).isEqualTo("B-old");
    run.take(progress("A-2", "10", NOON.plusSeconds(2)));
    assertThat(run.row("A-2").replacesBatchId()).isEqualTo("B-old");
  }

  private static Batch replacing(Batch batch, String replaced) {
    return new Batch(
        batch.batchId(),
        batch.requestId(),
        batch.accountId(),
        batch.firmId(),
        batch.advisorId(),
        batch.custodianId(),
        batch.custodianAccountRef(),
        batch.contentHash(),
        batch.batchHash(),
        batch.approvedBy(),
        batch.approvedAt(),
        batch.executeBy(),
        batch.orders(),
        batch.transfers(),
        batch.settlesIn(),
        replaced);
  }

  @Test
  void doesNothingTwiceWhereAnOutcomeIsRepeated() {
    twoApproved();
    List.of(
            proposed("A-1", TEN.plusSeconds(1)),
            handedOver("A-1", NOON.plusSeconds(1)),
            progress("A-1", "10", NOON.plusSeconds(2)))
        .forEach(run::take);
    var state = run.state();

    run.take(proposed("A-1", TEN.plusSeconds(1)));
    assertThat(run.outputs()).isEmpty();
    run.take(handedOver("A-1", NOON.plusSeconds(1)));
    assertThat(run.outputs()).isEmpty();
    run.take(progress("A-1", "10", NOON.plusSeconds(2)));
    assertThat(run.outputs()).isEmpty();
    assertThat(run.state()).isEqualTo(state);
  }

  @Test
  void isCanceledBeforeApprovalAndEveryProposalIsForgotten() {
    run.send(submit("A-1", "A-2", "A-3"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(noTrades("A-2", TEN.plusSeconds(1)))
        .send(cancel(TEN.plusSeconds(2)));

    assertThat(run.phase()).isEqualTo(RequestPhase.CANCELED);
    assertThat(run.request().ending())
        .isEqualTo(new Request.Ending("advisor-7", TEN.plusSeconds(2)));
    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Discard("R-1", "A-1", Reason.CANCELED, TEN.plusSeconds(2)),
            new AccountTask.Discard("R-1", "A-3", Reason.CANCELED, TEN.plusSeconds(2)));
    assertThat(run.row("A-2").status()).isEqualTo(Status.NO_TRADES);
  }

  @Test
  void discardsAProposalThatComesAfterItWasCanceled() {
    run.send(submit("A-1")).send(cancel(TEN.plusSeconds(2)));
    run.take(proposed("A-1", TEN.plusSeconds(3)));

    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Discard("R-1", "A-1", Reason.CANCELED, TEN.plusSeconds(3)));
    assertThat(run.row("A-1").status()).isEqualTo(Status.CANCELED);
  }

  @Test
  void discardsAProposalThatIsRepeatedAfterItsAccountWasLeftOut() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(proposed("A-2", TEN.plusSeconds(1)))
        .send(approve(List.of("A-2"), Map.of()))
        .take(proposed("A-2", TEN.plusSeconds(1)));

    assertThat(run.tasks())
        .containsExactly(new AccountTask.Discard("R-1", "A-2", Reason.REMOVED, TEN.plusSeconds(1)));
  }

  @Test
  void discardsAProposalThatNobodyAskedFor() {
    run.take(proposed("A-1", TEN));

    assertThat(run.tasks())
        .containsExactly(new AccountTask.Discard("R-1", "A-1", Reason.NOT_ANSWERED, TEN));
    assertThat(run.state().isUnused()).isTrue();
  }

  @Test
  void failsAnAccountOfAnotherFirmAndTellsNothingAboutIt() {
    run.send(submit("A-1"))
        .take(new Affiliation("F-2", "ADV-9", "PERSHING"), proposed("A-1", TEN.plusSeconds(1)));

    assertThat(run.row("A-1").issue()).isEqualTo(IssueCode.FOREIGN_FIRM);
    assertThat(run.row("A-1").owner()).isNull();
    assertThat(run.row("A-1").orders()).isEmpty();
    assertThat(run.tasks())
        .containsExactly(new AccountTask.Discard("R-1", "A-1", Reason.REMOVED, TEN.plusSeconds(1)));
  }

  @Test
  void belongsToTheFirmOfTheFirstAnswerWhereTheCommandNamedNone() {
    var nobody = new RequestCommand.Header("c-1", "R-1", "ops", null, TEN);
    run.send(new RequestCommand.Submit(nobody, List.of("A-1", "A-2"), null, null))
        .take(proposed("A-1", TEN.plusSeconds(1)))
        .take(new Affiliation("F-2", "ADV-9", "SCHWAB"), proposed("A-2", TEN.plusSeconds(1)));

    assertThat(run.request().firmId()).isEqualTo("F-1");
    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.FOREIGN_FIRM);
  }

  @Test
  void namesTheAdvisorAndTheCustodianThatItsAccountsShare() {
    run.send(submit("A-1", "A-2", "A-3")).take(noTrades("A-1", TEN)).take(noTrades("A-2", TEN));
    assertThat(run.request().advisor()).isEqualTo(new SharedId("ADV-1", false));

    run.take(new Affiliation("F-1", "ADV-2", "SCHWAB"), noTrades("A-3", TEN));
    assertThat(run.request().advisor()).isEqualTo(new SharedId(null, true));
    assertThat(run.request().custodian()).isEqualTo(new SharedId("SCHWAB", false));
  }

  @Test
  void isOpenedByAnAccountForASleeve() {
    run.take(opened("R-1", "A-1", TEN));

    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);
    assertThat(run.request().submission().source()).isEqualTo(Acr.Source.MANUAL);
    assertThat(run.tasks())
        .containsExactly(
            new AccountTask.Build(
                "R-1",
                "A-1",
                "F-1",
                null,
                new BuildScope.LiquidateSleeve("TECH"),
                Acr.Source.MANUAL,
                TEN));
  }

  @Test
  void isOpenedOnceAndRejectsAnotherUseOfItsId() {
    run.take(opened("R-1", "A-1", TEN)).take(opened("R-1", "A-1", TEN));
    assertThat(run.outputs()).isEmpty();

    run.take(
        new AccountOutcome.Opened(
            "R-1",
            "A-1",
            "F-1",
            "ADV-1",
            "advisor-7",
            null,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            TEN));
    assertThat(run.refused()).containsExactly(Refusal.Code.REQUEST_ID_USED);

    run.take(opened("R-1", "A-2", TEN.plusSeconds(5)));
    assertThat(run.refused()).containsExactly(Refusal.Code.REQUEST_ID_USED);
    assertThat(run.rejections().get(0).key()).isEqualTo("A-2");
    assertThat(run.rejections().get(0).entry())
        .isEqualTo(RequestOutput.Rejected.Entry.ACCOUNT_COMMANDS);
    assertThat(run.tasks())
        .as("so that whatever waits for that request at the account hears of it")
        .containsExactly(
            new AccountTask.Discard(
                "R-1", "A-2", AccountTask.Discard.Reason.REQUEST_ID_USED, TEN.plusSeconds(5)));
  }

  @Test
  void expiresInTheZoneOfItsAccountsCustodianTheEarliestOfSeveral() {
    var chicago = new BusinessCalendar(ZoneId.of("America/Chicago"), LocalTime.of(16, 0));
    var london = new BusinessCalendar(ZoneId.of("Europe/London"), LocalTime.of(17, 30));
    var calendars =
        new BusinessCalendars(
            BusinessCalendar.NEW_YORK, Map.of("CHICAGO", chicago, "LONDON", london));
    var settings = new RequestSettings(calendars, java.time.Duration.ofSeconds(60), 10_000);
    var local = new RequestRun("R-1", settings).send(submit("A-1", "A-2"));
    assertThat(local.request().expiresAt()).isEqualTo(CUT_OFF);

    local.take(new Affiliation("F-1", "ADV-1", "CHICAGO"), proposed("A-1", TEN));
    assertThat(local.request().expiresAt()).isEqualTo("2026-11-20T22:00:00Z");
    local.take(new Affiliation("F-1", "ADV-1", "LONDON"), proposed("A-2", TEN));
    assertThat(local.request().expiresAt()).isEqualTo("2026-11-20T17:30:00Z");
  }
}
