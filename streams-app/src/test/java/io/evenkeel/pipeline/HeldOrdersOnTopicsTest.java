package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.ReleaseOrders;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Held orders on the topics")
class HeldOrdersOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @BeforeEach
  void openAccount() {
    var now = pipeline.now();
    var thin = security("XOM");
    thin.setAverageDailyVolume(new BigDecimal("100.0000000000"));
    pipeline
        .send(Topics.SECURITIES, "XOM", thin)
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "200", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private ApprovedTradeBatch handedOver() {
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", pipeline.now())).look();
    return pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
  }

  private void release(String commandId, String batchId) {
    var ask = ReleaseOrders.newBuilder().setBatchId(batchId).build();
    pipeline
        .send(
            Topics.ACCOUNT_COMMANDS,
            "A-1",
            command(commandId, AccountCommandType.RELEASE_ORDERS, pipeline.now())
                .setReleaseOrders(ask)
                .build())
        .look();
  }

  @Test
  void waitInTheirBatchAndComeInARecordOfTheirOwnOnceReleased() {
    var batch = handedOver();
    assertThat(batch.getInstruction()).isEqualTo(BatchInstruction.NEW);
    assertThat(batch.getOrders())
        .allMatch(
            o ->
                o.getStatus()
                    == (o.getSecurityId().equals("XOM")
                        ? OrderReleaseStatus.HELD
                        : OrderReleaseStatus.RELEASED));
    assertThat(pipeline.lastOf(Topics.ADVISORIES).getCode()).isEqualTo(AdvisoryCode.ORDERS_HELD);

    release("C-3", batch.getBatchId());

    var released = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
    assertThat(released.getInstruction()).isEqualTo(BatchInstruction.RELEASE);
    assertThat(released.getBatchSeq()).isEqualTo(2);
    assertThat(released.getBatchId()).isEqualTo(batch.getBatchId());
    assertThat(released.getTransfers()).isEmpty();
    assertThat(released.getOrders()).hasSize(1);
    assertThat(released.getOrders().get(0).getOrderId())
        .isEqualTo(batch.getOrders().get(0).getOrderId());
    assertThat(released.getOrders().get(0).getStatus()).isEqualTo(OrderReleaseStatus.RELEASED);
    assertThat(pipeline.lastOf(Topics.ADVISORIES).getRaised()).isFalse();
  }

  @Test
  void stayHeldWhereTheirSecurityIsHaltedAndAreReleasedAfterwards() {
    var batch = handedOver();
    pipeline.send(Topics.CONTROLS, "SECURITY/XOM", halt(true));
    release("C-3", batch.getBatchId());
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    var rejection = pipeline.lastOf(Topics.REJECTIONS);
    assertThat(rejection.getCommandId()).isEqualTo("C-3");
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.RESTRICTED);
    assertThat(rejection.getSentence()).startsWith("XOM is halted by operator");

    pipeline.send(Topics.CONTROLS, "SECURITY/XOM", halt(false));
    release("C-4", batch.getBatchId());

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB"))
        .extracting(ApprovedTradeBatch::getInstruction)
        .containsExactly(BatchInstruction.RELEASE);
  }

  @Test
  void stayHeldWhereTheLastStepRefusesAndWhoReleasedThemIsToldWhy() {
    var batch = handedOver();
    pipeline.send(Topics.CONTROLS, "ACCOUNT/A-1", halt(ControlScope.ACCOUNT, "A-1", true));

    release("C-3", batch.getBatchId());

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    var rejection = pipeline.lastOf(Topics.REJECTIONS);
    assertThat(rejection.getCommandId()).isEqualTo("C-3");
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.RELEASE_REFUSED);
    assertThat(rejection.getSentence()).contains("stay held: account A-1 is halted since");
    assertThat(rejection.getFirmId()).isNotNull();
    assertThat(pipeline.lastOf(Topics.ADVISORIES).getRaised()).as("still held").isTrue();
  }

  private Control halt(boolean on) {
    return halt(ControlScope.SECURITY, "XOM", on);
  }

  private Control halt(ControlScope scope, String scopeId, boolean on) {
    return Control.newBuilder()
        .setScope(scope)
        .setScopeId(scopeId)
        .setHalted(on)
        .setSetBy("operator")
        .setSetAt(pipeline.now())
        .build();
  }
}
