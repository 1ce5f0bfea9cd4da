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

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.account.CustodySettings;
import io.evenkeel.core.drift.Recompute;
import io.evenkeel.core.money.Money;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Provisional fills on the topics")
class ProvisionalFillsOnTopicsTest {
  private final DrivenPipeline pipeline =
      new DrivenPipeline(
          AccountSettings.DEFAULTS.withCustody(
              new CustodySettings(
                  Duration.ofHours(24), Money.ZERO, false, Map.of("SCHWAB", true))));

  private ApprovedTradeBatch batch;

  @BeforeEach
  void handOver() {
    var now = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("76.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
    assertThat(pipeline.lastOf(Topics.DRIFT_EVENTS).getKind()).isEqualTo(DriftEventKind.FLAGGED);
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();
    batch = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
    pipeline.of(Topics.DRIFT_EVENTS);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private Instant fillEverything() {
    var at = pipeline.pass(Duration.ofSeconds(1)).now();
    for (var order : batch.getOrders()) {
      var price = order.getSecurityId().equals("XOM") ? "76.00" : "100.00";
      var id = "E-" + order.getSecurityId();
      var filled = fill(id, batch.getBatchId(), order, price, at);
      pipeline.sendTo("SCHWAB", Topics.EXECUTION_RESULTS, "A-1", filled);
    }
    pipeline.look();
    return at;
  }

  private static boolean agrees(DriftEvent event) {
    return Recompute.agrees(DriftWire.read(event));
  }

  @Test
  void clearTheFlagBeforePositionsComeAndLeaveTheBatchInFlight() {
    fillEverything();

    var cleared = pipeline.lastOf(Topics.DRIFT_EVENTS);
    assertThat(cleared.getKind()).isEqualTo(DriftEventKind.CLEARED);
    assertThat(cleared.getInputs().getPositionsVersion()).isEqualTo(1);
    assertThat(cleared.getInputs().getProvisionalExecutions()).containsExactly("E-AAPL", "E-XOM");
    assertThat(agrees(cleared)).isTrue();
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage())
        .isEqualTo(Stage.AWAITING_POSITIONS);
  }

  @Test
  void areWhatALaterPriceIsJudgedOn() {
    fillEverything();
    pipeline.of(Topics.DRIFT_EVENTS);

    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, "XOM", price("93.00", pipeline.now())).look();
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).as("as sold, it is within its band").isEmpty();
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, "XOM", price("116.00", pipeline.now())).look();

    var flagged = pipeline.lastOf(Topics.DRIFT_EVENTS);
    assertThat(flagged.getKind()).isEqualTo(DriftEventKind.FLAGGED);
    assertThat(flagged.getInputs().getSleeves().get(0).getHoldings())
        .anySatisfy(
            holding -> {
              assertThat(holding.getSecurityId()).isEqualTo("XOM");
              assertThat(holding.getQuantity()).isEqualByComparingTo("83");
            });
    assertThat(agrees(flagged)).isTrue();
  }

  @Test
  void sayNothingNewOnceThePositionsThatComeAreTheSame() {
    var filledAt = fillEverything();
    pipeline.of(Topics.DRIFT_EVENTS);

    pipeline
        .send(Topics.POSITIONS, "A-1", positions(2, filledAt, filledAt, "83", "37", "2592.00"))
        .look();

    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEmpty();
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage()).isNull();
  }
}
