package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import java.math.BigDecimal;
import java.time.Instant;
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
