package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.result;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryOrder;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 50 of XOM were sold and 15 of AAPL bought, and positions show it. */
@DisplayName("What a custodian says of a batch that has ended")
class LateResultsOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();
  private ApprovedTradeBatch batch = new ApprovedTradeBatch();

  @BeforeEach
  void tradeAndBook() {
    var now = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "200", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", now, "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();
    batch = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
    for (var order : batch.getOrders()) {
      says(fill("E-" + order.getSecurityId(), batch.getBatchId(), order, priceOf(order), now));
    }
    booked(2, "150", "45", "3000.00");
    assertThat(status().getOpenBatchId()).isNull();
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getFill()).isEqualTo(FillStatus.FILLED);
    pipeline.pass(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static String priceOf(Order order) {
    return order.getSecurityId().equals("XOM") ? "50.00" : "100.00";
  }

  private void says(ExecutionResult said) {
    pipeline.sendTo("SCHWAB", Topics.EXECUTION_RESULTS, "A-1", said).look();
  }

  private void booked(long version, String xom, String aapl, String cash) {
    var now = pipeline.now();
    pipeline.send(Topics.POSITIONS, "A-1", positions(version, now, now, xom, aapl, cash)).look();
  }

  private AccountStatus status() {
    return pipeline.lastOf(Topics.ACCOUNT_STATUS);
  }

  private Order sale() {
    return batch.getOrders().get(0);
  }

  private HistoryOrder saleInHistory() {
    var row = pipeline.lastOf(Topics.REBALANCE_HISTORY_ACCOUNTS);
    return row.getOrders().stream()
        .filter(order -> order.getOrderId().equals(sale().getOrderId()))
        .findFirst()
        .orElseThrow();
  }

  private ExecutionResult.Builder late(String id, ExecType type) {
    return result(id, batch.getBatchId(), sale().getOrderId(), type, pipeline.now())
        .setRefExecutionId("E-XOM");
  }

  @Test
  void movesHistoryAndKeepsTheAccountByNameUntilPositionsShowIt() {
    says(late("E-bust", ExecType.BUST).build());

    assertThat(saleInHistory().getFilled()).isEqualByComparingTo("0");
    var request = pipeline.lastOf(Topics.REBALANCE_HISTORY);
    assertThat(request.getFill()).isEqualTo(FillStatus.PARTIAL);
    assertThat(request.getResult()).isEqualTo(HistoryResult.COMPLETE);
    var waiting = status();
    assertThat(waiting.getStage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(waiting.getOpenBatchId()).isEqualTo(batch.getBatchId());

    booked(3, "200", "45", "500.00");

    assertThat(status().getOpenBatchId()).isNull();
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
  }

  @Test
  void changesAFillWhereItCorrectsOne() {
    says(
        late("E-correct", ExecType.CORRECT)
            .setQuantity(new BigDecimal("49"))
            .setPrice(new BigDecimal("50.10"))
            .build());

    assertThat(saleInHistory().getFilled()).isEqualByComparingTo("49");
    assertThat(status().getStage()).isEqualTo(Stage.AWAITING_POSITIONS);
    booked(3, "151", "45", "2954.90");
    assertThat(status().getOpenBatchId()).isNull();
  }
}
