package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CorporateActionType;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.RequestStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's story")
class StoryTest {
  private final List<String> told = new ArrayList<>();
  private final Story story = new Story(Instant.now(), told::add);

  @Test
  void tellsTheFirstOfEverythingAndCountsTheRest() {
    story.take("approved-trades.SCHWAB", "A-1", Batches.of("B-1", 3));
    story.take("approved-trades.SCHWAB", "A-1", Batches.of("B-2", 1));
    story.take("execution-results.SCHWAB", "A-1", fill("B-1-0"));
    story.take("execution-results.SCHWAB", "A-1", fill("B-1-1"));

    assertThat(told)
        .containsExactly(
            "approved: B-1 of A-1 goes to SCHWAB with 1 sells, 2 buys and 0 transfers",
            "filled: order B-1-0, 10 at 58.1");
    assertThat(story.summary().get("batches").asInt()).isEqualTo(2);
    assertThat(story.summary().get("executions").asInt()).isEqualTo(2);
  }

  @Test
  void tellsTheFirstProposalAndEachResultOnce() {
    story.take("rebalance-history", "R-1", request("R-1", null));
    story.take("rebalance-history", "R-2", request("R-2", null));
    story.take("rebalance-history", "R-1", request("R-1", HistoryResult.COMPLETE));
    story.take("rebalance-history", "R-1", request("R-1", HistoryResult.COMPLETE));
    story.take("rebalance-history", "R-2", request("R-2", HistoryResult.FAILED));

    assertThat(told)
        .containsExactly(
            "proposed: request R-1 of 4 accounts waits for approval",
            "history: request R-1 is COMPLETE: 3 complete, 1 failed, 0 removed",
            "history: request R-2 is FAILED: 3 complete, 1 failed, 0 removed");
    var summary = story.summary();
    assertThat(summary.get("requests").asInt()).isEqualTo(2);
    assertThat(summary.at("/history/complete").asInt()).isEqualTo(1);
    assertThat(summary.at("/history/failed").asInt()).isEqualTo(1);
  }

  @Test
  void tellsOfABatchThatIsCanceledAndOfOneThatIsReplaced() {
    story.take("approved-trades.SCHWAB", "A-1", Batches.of("B-1", 3));
    story.take("approved-trades.SCHWAB", "A-1", said("B-1", BatchInstruction.CANCEL));
    var replacing = said("B-2", BatchInstruction.REPLACE);
    replacing.setReplacesBatchId("B-1");
    story.take("approved-trades.SCHWAB", "A-1", replacing);

    assertThat(told)
        .contains(
            "canceled: batch B-1 of A-1 is called off at SCHWAB; what is filled of it stays",
            "replaced: batch B-2 of A-1 goes to SCHWAB in the place of B-1, with 3 orders");
    assertThat(story.summary().get("canceledBatches").asInt()).isOne();
    assertThat(story.summary().get("replacedBatches").asInt()).isOne();
    assertThat(story.summary().get("batches").asInt()).isEqualTo(2);
  }

  private static ApprovedTradeBatch said(String batchId, BatchInstruction instruction) {
    var batch = Batches.of(batchId, 3);
    batch.setInstruction(instruction);
    return batch;
  }

  @Test
  void tellsTheFirstFailedAccountOfEachIssueAndCountsTheRest() {
    story.take("rebalance-history-accounts", "R-1/A-1", failed("A-1", IssueCode.STALE_PROPOSAL));
    story.take("rebalance-history-accounts", "R-1/A-1", failed("A-1", IssueCode.STALE_PROPOSAL));
    story.take("rebalance-history-accounts", "R-1/A-2", failed("A-2", IssueCode.STALE_PROPOSAL));
    story.take("rebalance-history-accounts", "R-1/A-3", failed("A-3", IssueCode.RESTRICTED));

    assertThat(told)
        .containsExactly(
            "failed: A-1 in request R-1, STALE_PROPOSAL: So it is.",
            "failed: A-3 in request R-1, RESTRICTED: So it is.");
    assertThat(story.summary().get("failedAccounts").toString())
        .isEqualTo("{\"RESTRICTED\":1,\"STALE_PROPOSAL\":2}");
  }

  private static RebalanceHistoryAccount failed(String accountId, IssueCode issue) {
    var account = new RebalanceHistoryAccount();
    account.setRequestId("R-1");
    account.setAccountId(accountId);
    account.setStatus(HistoryAccountStatus.FAILED);
    account.setIssue(issue);
    account.setSentence("So it is.");
    return account;
  }

  @Test
  void tellsOfASplit() {
    story.take(
        "corporate-actions",
        "NOVA",
        CorporateAction.newBuilder()
            .setType(CorporateActionType.SPLIT)
            .setEffectiveDate(LocalDate.of(2026, 11, 20))
            .setRatio(new BigDecimal("2.0000000000"))
            .build());

    assertThat(told)
        .containsExactly(
            "split: NOVA splits 2-for-1 as of 2026-11-20; accounts that hold it wait for its new"
                + " price and their new positions");
  }

  @Test
  void knowsNoFirstDriftEventBeforeThereIsOne() {
    assertThat(story.summary().get("firstDriftEventSeconds").isNull()).isTrue();
    assertThat(story.sawDrift()).isFalse();
    assertThat(story.closing())
        .isEqualTo(
            "0 drift events, 0 advisories, 0 requests, 0 batches, 0 executions, 0 dead letters");
  }

  private static ExecutionResult fill(String orderId) {
    return ExecutionResult.newBuilder()
        .setExecutionId(orderId + "/1")
        .setExecType(ExecType.FILL)
        .setOrderId(orderId)
        .setQuantity(new BigDecimal("10.0000000000"))
        .setPrice(new BigDecimal("58.1000000000"))
        .setAt(Batches.AT)
        .build();
  }

  private static RebalanceHistory request(String requestId, @Nullable HistoryResult result) {
    return RebalanceHistory.newBuilder()
        .setRequestId(requestId)
        .setFirmId("FIRM")
        .setStatus(result == null ? RequestStatus.PENDING_APPROVAL : RequestStatus.APPROVED)
        .setResult(result)
        .setAccounts(4)
        .setAnswered(4)
        .setProposed(4)
        .setNoTrades(0)
        .setComplete(3)
        .setFailed(1)
        .setRemoved(0)
        .setSubmittedBy("demo-advisor")
        .setSubmittedAt(Batches.AT)
        .setExpiresAt(Batches.AT)
        .setAt(Batches.AT)
        .build();
  }
}
