package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CorporateActionType;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.UncheckableReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A 2-for-1 split on live prices")
class SplitOnTopicsTest {
  private static final LocalDate TOMORROW = LocalDate.parse("2026-11-21");
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @BeforeEach
  void openAccountAndTellOfTheSplit() {
    var now = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .send(
            Topics.CORPORATE_ACTIONS,
            "XOM",
            CorporateAction.newBuilder()
                .setType(CorporateActionType.SPLIT)
                .setEffectiveDate(TOMORROW)
                .setRatio(new BigDecimal("2.0000000000"))
                .build())
        .look();
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).as("today nothing happens").isEmpty();
    pipeline.pass(Duration.ofHours(15)).look();
  }

  @AfterEach
  void nothingWasEverFlaggedOrHeld() {
    assertThat(pipeline.of(Topics.PRICE_HOLDS)).isEmpty();
    assertThat(pipeline.deadLetters()).isEmpty();
    pipeline.close();
  }

  private void splitPrice() {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, "XOM", price("25.10", pipeline.now())).look();
  }

  private void splitPositions() {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline
        .send(Topics.POSITIONS, "A-1", positions(2, pipeline.now(), "200", "30", "2000.00"))
        .look();
  }

  private void assertPending() {
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEmpty();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getResult()).isEqualTo(ProposalResult.FAILED);
    assertThat(proposal.getSentence()).contains("CORPORATE_ACTION_PENDING XOM");
  }

  private void assertCheckableAndQuiet() {
    assertThat(pipeline.of(Topics.DRIFT_EVENTS))
        .extracting(event -> event.getKind())
        .containsExactly(DriftEventKind.CHECKABLE);
  }

  @Test
  void makesHoldersUncheckableFromItsDayOn() {
    var event = pipeline.lastOf(Topics.DRIFT_EVENTS);

    assertThat(event.getKind()).isEqualTo(DriftEventKind.UNCHECKABLE);
    assertThat(event.getUncheckable())
        .extracting(why -> why.getReason())
        .containsExactly(UncheckableReason.CORPORATE_ACTION_PENDING);
  }

  @Test
  void flagsNobodyAndProposesNothingWhereThePriceComesFirst() {
    pipeline.of(Topics.DRIFT_EVENTS);

    splitPrice();
    assertPending();
    splitPositions();

    assertCheckableAndQuiet();
  }

  @Test
  void flagsNobodyAndProposesNothingWherePositionsComeFirst() {
    pipeline.of(Topics.DRIFT_EVENTS);

    splitPositions();
    assertPending();
    splitPrice();

    assertCheckableAndQuiet();
  }

  @Test
  void isOverForTheHoldersWhenItIsWithdrawn() {
    pipeline.of(Topics.DRIFT_EVENTS);

    pipeline.send(Topics.CORPORATE_ACTIONS, "XOM", null).look();

    assertCheckableAndQuiet();
  }
}
