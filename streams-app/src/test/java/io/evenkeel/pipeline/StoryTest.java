package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Cause;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.Tile;
import io.evenkeel.schemas.TradeSide;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pipeline, from a price to a finished rebalance")
class StoryTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void flagsProposesHandsOverFillsAndClears() {
    openAccount("A-1");
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).as("on target nothing is said").isEmpty();
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStatus())
        .isEqualTo(MonitoringStatus.NOT_FLAGGED);

    movePrice("XOM", "62.00");
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).as("0.5536 is within 0.4 to 0.6").isEmpty();

    movePrice("XOM", "76.00");
    assertFlagged();

    var contentHash = submitAndReadProposal();

    var batch = approveAndReadBatch(contentHash);

    fillEverything(batch);
    assertCleared();
  }

  private void openAccount(String accountId) {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, accountId, account("SCHWAB"))
        .send(Topics.POSITIONS, accountId, positions(1, now, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, accountId, opening("C-open", now))
        .look();
  }

  private void movePrice(String securityId, String dollars) {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, securityId, price(dollars, pipeline.now())).look();
  }

  private void assertFlagged() {
    var event = pipeline.lastOf(Topics.DRIFT_EVENTS);
    assertThat(event.getKind()).isEqualTo(DriftEventKind.FLAGGED);
    assertThat(event.getSequence()).isEqualTo(1);
    assertThat(event.getCauses()).containsExactly(Cause.DRIFT);
    assertThat(event.getTiles()).containsExactly(Tile.OUTSIDE_TOLERANCE);
    assertThat(event.getFirmId()).isEqualTo(StoryRecords.FIRM);
    assertThat(event.getCustodianId()).isEqualTo("SCHWAB");
    assertThat(event.getLines()).extracting(l -> l.getLine()).contains("SECURITY:XOM", "CASH");
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage()).isEqualTo(Stage.QUEUED);
  }

  private String submitAndReadProposal() {
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getResult()).isEqualTo(ProposalResult.PROPOSED);
    assertThat(proposal.getOrders()).extracting(o -> o.getSide()).contains(TradeSide.SELL);
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(proposal)))
        .as("its inputs lead to what it says")
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getStatus())
        .isEqualTo(RequestStatus.PENDING_APPROVAL);
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB"))
        .as("nothing trades before approval")
        .isEmpty();
    return proposal.getContentHash();
  }

  private ApprovedTradeBatch approveAndReadBatch(String contentHash) {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "FIDELITY")).isEmpty();
    var batches = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB");
    assertThat(batches).hasSize(1);
    var batch = batches.get(0);
    assertThat(batch.getBatchSeq()).isEqualTo(1);
    assertThat(batch.getOrders()).allMatch(o -> o.getMarginOrCash() == AccountType.CASH);
    assertThat(batch.getContentHash()).isEqualTo(contentHash);
    assertThat(batch.getApprovedBy()).isEqualTo("advisor-7");
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage()).isEqualTo(Stage.IN_FLIGHT);
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getResult())
        .isEqualTo(HistoryResult.COMPLETE);
    return batch;
  }

  private void fillEverything(ApprovedTradeBatch batch) {
    pipeline.pass(Duration.ofSeconds(1));
    var filledAt = pipeline.now();
    for (var order : batch.getOrders()) {
      var price = order.getSecurityId().equals("XOM") ? "76.00" : "100.00";
      pipeline.sendTo(
          "SCHWAB",
          Topics.EXECUTION_RESULTS,
          "A-1",
          fill("E-" + order.getOrderId(), batch.getBatchId(), order, price, filledAt));
    }
    pipeline.look();
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage())
        .isEqualTo(Stage.AWAITING_POSITIONS);
    pipeline
        .send(Topics.POSITIONS, "A-1", positions(2, filledAt, filledAt, "83", "37", "2592.00"))
        .look();
  }

  private void assertCleared() {
    assertThat(pipeline.of(Topics.DRIFT_EVENTS))
        .extracting(e -> e.getKind())
        .containsExactly(DriftEventKind.CLEARED);
    var status = pipeline.lastOf(Topics.ACCOUNT_STATUS);
    assertThat(status.getStage()).isNull();
    assertThat(status.getOpenBatchId()).isNull();
    var history = pipeline.lastOf(Topics.REBALANCE_HISTORY);
    assertThat(history.getResult()).isEqualTo(HistoryResult.COMPLETE);
    assertThat(history.getFill()).isEqualTo(FillStatus.FILLED);
    assertThat(pipeline.deadLetters()).isEmpty();
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
  }
}
