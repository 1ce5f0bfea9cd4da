package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.result;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CancelBatch;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderState;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.ReplaceBatch;
import io.evenkeel.schemas.Stage;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Canceling and replacing a batch on the topics")
class CancelBatchOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();
  private int executions;

  /** 50 of XOM are to be sold, and 15 of AAPL bought. */
  @BeforeEach
  void openAccount() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
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
    return approved("C-2", "R-1");
  }

  private ApprovedTradeBatch approved(String commandId, String requestId) {
    pipeline.send(Topics.REBALANCE_COMMANDS, requestId, approve(commandId, pipeline.now())).look();
    return custodianGot();
  }

  private ApprovedTradeBatch custodianGot() {
    var records = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB");
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private void cancel(String commandId, String batchId) {
    var ask = CancelBatch.newBuilder().setBatchId(batchId).build();
    pipeline
        .send(
            Topics.ACCOUNT_COMMANDS,
            "A-1",
            command(commandId, AccountCommandType.CANCEL_BATCH, pipeline.now())
                .setCancelBatch(ask)
                .build())
        .look();
  }

  private void replace(String commandId, String batchId, String requestId) {
    var ask = ReplaceBatch.newBuilder().setBatchId(batchId).setRequestId(requestId).build();
    pipeline
        .send(
            Topics.ACCOUNT_COMMANDS,
            "A-1",
            command(commandId, AccountCommandType.REPLACE_BATCH, pipeline.now())
                .setReplaceBatch(ask)
                .build())
        .look();
  }

  private void says(ApprovedTradeBatch batch, Order order, ExecType type, String quantity) {
    var said =
        result("E-" + ++executions, batch.getBatchId(), order.getOrderId(), type, pipeline.now())
            .setQuantity(new BigDecimal(quantity))
            .setPrice(type == ExecType.FILL ? new BigDecimal("50.00") : null)
            .build();
    pipeline.sendTo("SCHWAB", Topics.EXECUTION_RESULTS, "A-1", said).look();
  }

  private void canceled(ApprovedTradeBatch batch) {
    batch.getOrders().forEach(order -> says(batch, order, ExecType.CANCELED, "0"));
  }

  /** The first order filled so far, nothing else. */
  private void canceledAfter(ApprovedTradeBatch batch, String filled) {
    says(batch, batch.getOrders().get(0), ExecType.CANCELED, filled);
    batch.getOrders().stream().skip(1).forEach(order -> says(batch, order, ExecType.CANCELED, "0"));
  }

  private AccountStatus status() {
    return pipeline.lastOf(Topics.ACCOUNT_STATUS);
  }

  @Test
  void sendsTheCustodianARecordOfItsOwnWithTheNextNumber() {
    var batch = handedOver();

    cancel("C-3", batch.getBatchId());

    var canceled = custodianGot();
    assertThat(canceled.getInstruction()).isEqualTo(BatchInstruction.CANCEL);
    assertThat(canceled.getBatchSeq()).isEqualTo(batch.getBatchSeq() + 1);
    assertThat(canceled.getBatchId()).isEqualTo(batch.getBatchId());
    assertThat(canceled.getReplacesBatchId()).isEqualTo(batch.getBatchId());
    assertThat(canceled.getTransfers()).isEmpty();
    assertThat(canceled.getOrders()).isEqualTo(batch.getOrders());
    assertThat(status().getStage()).isEqualTo(Stage.IN_FLIGHT);
  }

  @Test
  void endsInHistoryWithWhatWasFilled() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);
    says(batch, order, ExecType.FILL, "40");
    cancel("C-3", batch.getBatchId());

    canceledAfter(batch, "40");

    var row = pipeline.lastOf(Topics.REBALANCE_HISTORY_ACCOUNTS);
    assertThat(row.getOrders().get(0).getFilled()).isEqualByComparingTo("40");
    assertThat(row.getOrders().get(0).getState()).isEqualTo(OrderState.CANCELED);
    var request = pipeline.lastOf(Topics.REBALANCE_HISTORY);
    assertThat(request.getResult()).isEqualTo(HistoryResult.COMPLETE);
    assertThat(request.getFill()).isEqualTo(FillStatus.PARTIAL);
    assertThat(status().getStage()).isEqualTo(Stage.AWAITING_POSITIONS);
  }

  @Test
  void replacesItByABatchThatIsBuiltOnWhatWasFilledAndApproved() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);
    replace("C-3", batch.getBatchId(), "R-2");
    assertThat(custodianGot().getInstruction()).isEqualTo(BatchInstruction.CANCEL);
    says(batch, order, ExecType.FILL, "40");
    canceledAfter(batch, "40");
    pipeline
        .send(
            Topics.POSITIONS,
            "A-1",
            positions(2, pipeline.now(), pipeline.now(), "160", "30", "4000.00"))
        .look();
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).as("not approved").isEmpty();
    assertThat(status().getStage()).isEqualTo(Stage.PENDING_APPROVAL);

    var replacement = approved("C-4", "R-2");

    assertThat(replacement.getInstruction()).isEqualTo(BatchInstruction.REPLACE);
    assertThat(replacement.getReplacesBatchId()).isEqualTo(batch.getBatchId());
    assertThat(replacement.getBatchSeq()).isEqualTo(batch.getBatchSeq() + 2);
    assertThat(replacement.getRequestId()).isEqualTo("R-2");
    var rest = replacement.getOrders().get(0);
    assertThat(rest.getOrderId()).isNotEqualTo(order.getOrderId());
    assertThat(rest.getQuantity().add(new BigDecimal("40")))
        .as("what was filled and what is ordered again come to what was ordered first")
        .isEqualByComparingTo(order.getQuantity());
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .filteredOn(row -> row.getBatchId() != null)
        .extracting(row -> row.getRequestId(), row -> row.getReplacesBatchId())
        .contains(
            org.assertj.core.groups.Tuple.tuple("R-1", null),
            org.assertj.core.groups.Tuple.tuple("R-2", batch.getBatchId()));
  }

  @Test
  void passesAHaltThatStopsEverythingElse() {
    var batch = handedOver();
    pipeline.send(Topics.CONTROLS, "FIRM/F-1", halt());

    cancel("C-3", batch.getBatchId());

    assertThat(custodianGot().getInstruction()).isEqualTo(BatchInstruction.CANCEL);
  }

  private Control halt() {
    return Control.newBuilder()
        .setScope(ControlScope.FIRM)
        .setScopeId("F-1")
        .setHalted(true)
        .setSetBy("operator")
        .setSetAt(pipeline.now())
        .build();
  }

  @Test
  void isDoneOnceForTheSameCommandAndRefusedForAnother() {
    var batch = handedOver();
    cancel("C-3", batch.getBatchId());
    cancel("C-3", batch.getBatchId());
    custodianGot();

    cancel("C-4", batch.getBatchId());

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.ALREADY_CANCELED);
  }

  @Test
  void isRefusedWhereTheBatchIsOverOrUnknown() {
    var batch = handedOver();
    cancel("C-3", batch.getBatchId());
    canceled(batch);

    cancel("C-4", batch.getBatchId());
    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.BATCH_FINISHED);
    cancel("C-5", "B-unknown");
    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode()).isEqualTo(RejectionCode.UNKNOWN_BATCH);
  }

  @Test
  void asksForAReplacementWhoseIdIsUsedInVain() {
    var batch = handedOver();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-9", submit("C-9", pipeline.now(), "A-1")).look();
    replace("C-3", batch.getBatchId(), "R-9");
    custodianGot();

    canceled(batch);

    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.REQUEST_ID_USED);
    assertThat(status().getOpenRequestId()).isNull();
  }
}
