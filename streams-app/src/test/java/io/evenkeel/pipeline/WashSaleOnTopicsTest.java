package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.Lot;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.TradeLimitCode;
import io.evenkeel.schemas.TradeProposal;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sale at a loss on the topics")
class WashSaleOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  /** Two accounts of one household: A-1 holds too much XOM, dearly bought, A-2 too little. */
  private void openHousehold() {
    var now = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    open("A-1", dear(positions(1, now, "200", "30", "2000.00")));
    open("A-2", positions(1, now, "20", "30", "7000.00"));
    pipeline.look();
  }

  private void open(String accountId, Positions positions) {
    var grouped = account("SCHWAB");
    grouped.setGroup("HOUSE");
    pipeline
        .send(Topics.ACCOUNTS, accountId, grouped)
        .send(Topics.POSITIONS, accountId, positions)
        .send(Topics.ACCOUNT_COMMANDS, accountId, opening("C-" + accountId, pipeline.now()));
  }

  private static Positions dear(Positions positions) {
    var lot =
        Lot.newBuilder()
            .setQuantity(new BigDecimal("200.0000000000"))
            .setCostBasis(new BigDecimal("12000.0000"))
            .setAcquired(LocalDate.parse("2026-01-05"))
            .build();
    positions.getSleeves().get(0).getHoldings().stream()
        .filter(holding -> holding.getSecurityId().equals("XOM"))
        .forEach(holding -> holding.setLots(List.of(lot)));
    return positions;
  }

  @Test
  void blocksThePurchaseOfAnotherAccountOfTheGroup() {
    openHousehold();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getGain().getShortTerm()).isNegative();
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(proposal)))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();
    var batch = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
    var sale = batch.getOrders().get(0);
    assertThat(sale.getSide()).isEqualTo(TradeSide.SELL);
    assertThat(sale.getLots()).hasSize(1);

    pipeline.pass(Duration.ofSeconds(1));
    pipeline
        .sendTo(
            "SCHWAB",
            Topics.EXECUTION_RESULTS,
            "A-1",
            fill("E-1", batch.getBatchId(), sale, "50.00", pipeline.now()))
        .look();

    assertThat(pipeline.lastOf(Topics.LOSS_SALES).getSecurityId()).isEqualTo("XOM");
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", submit("C-3", pipeline.now(), "A-2")).look();
    var blocked = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(blocked.getAccountId()).isEqualTo("A-2");
    assertThat(blocked.getOrders()).noneMatch(o -> o.getSecurityId().equals("XOM"));
    assertThat(blocked.getNotes())
        .extracting(note -> note.getLine(), note -> note.getCode())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("SECURITY:XOM", TradeLimitCode.WASH_SALE));
  }

  @Test
  void blocksThePurchaseOfAnotherAccountOfTheGroupInTheSameRequest() {
    openHousehold();

    pipeline
        .send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1", "A-2"))
        .look();

    var built = pipeline.of(Topics.TRADE_PROPOSALS);
    assertThat(built).extracting(TradeProposal::getAccountId).endsWith("A-2");
    assertThat(built).as("A-2 was built twice").hasSize(3);
    var last = built.get(2);
    assertThat(last.getOrders()).noneMatch(o -> o.getSecurityId().equals("XOM"));
    assertThat(last.getNotes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.getLine()).isEqualTo("SECURITY:XOM");
              assertThat(note.getCode()).isEqualTo(TradeLimitCode.WASH_SALE);
              assertThat(note.getSentence())
                  .startsWith("XOM is sold at a loss by account A-1 of its group in the same");
            });
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(last)))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void tradesOneRequestOfAHouseholdWithoutWashingItsLoss() {
    openHousehold();
    pipeline
        .send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1", "A-2"))
        .look();

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB"))
        .flatExtracting(batch -> batch.getOrders())
        .filteredOn(order -> order.getSecurityId().equals("XOM"))
        .extracting(order -> order.getSide())
        .containsOnly(TradeSide.SELL);
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getResult())
        .isEqualTo(HistoryResult.COMPLETE);
  }
}
