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

import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.pipeline.market.EndOffsets;
import io.evenkeel.pipeline.market.Hearing;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CancelBatch;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While nobody can tell what is halted")
class UnheardControlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TopicPartition CONTROLS = new TopicPartition("controls", 0);

  /** The cluster says that there is one word more than the board has. */
  private long end = 1;

  private final DrivenPipeline pipeline =
      new DrivenPipeline(
          (EndOffsets) partitions -> CompletableFuture.completedFuture(Map.of(CONTROLS, end)));
  private final List<ApprovedTradeBatch> sent = new ArrayList<>();

  @BeforeEach
  void openAccounts() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    for (var id : List.of("A-1", "A-2", "A-3")) {
      pipeline
          .send(Topics.ACCOUNTS, id, account("SCHWAB"))
          .send(Topics.POSITIONS, id, positions(1, now, "200", "30", "2000.00"))
          .send(Topics.ACCOUNT_COMMANDS, id, opening("C-open-" + id, now));
    }
    pipeline.look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private void approved(String requestId, String account) {
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, requestId, submit("s-" + requestId, now, account));
    pipeline.look();
    pipeline.send(Topics.REBALANCE_COMMANDS, requestId, approve("a-" + requestId, now)).look();
    pipeline.pass(Duration.ofSeconds(2));
  }

  /** Whether or not the word came in time to matter, the board has read it. */
  private void say(boolean halted) {
    pipeline.send(
        Topics.CONTROLS,
        "ACCOUNT/A-2",
        Control.newBuilder()
            .setScope(ControlScope.ACCOUNT)
            .setScopeId("A-2")
            .setHalted(halted)
            .setReason("a drill")
            .setSetBy("ops-1")
            .setSetAt(pipeline.now())
            .build());
  }

  private List<ApprovedTradeBatch> sent() {
    sent.addAll(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB"));
    return sent;
  }

  private void await(BooleanSupplier condition) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      RunningWorld.pause(Duration.ofMillis(20));
      pipeline.pass(Duration.ofMillis(100));
    }
  }

  @Test
  void batchesWaitAndThenGoInTheOrderInWhichTheyCame() {
    approved("R-1", "A-1");
    approved("R-2", "A-2");
    approved("R-3", "A-3");
    assertThat(sent()).isEmpty();

    say(false);
    await(() -> sent().size() == 3);

    assertThat(sent)
        .extracting(ApprovedTradeBatch::getAccountId)
        .containsExactly("A-1", "A-2", "A-3");
    assertThat(sent).extracting(ApprovedTradeBatch::getBatchSeq).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatTurnsOutToBeHaltedIsRefused() {
    approved("R-1", "A-1");
    approved("R-2", "A-2");

    say(true);
    await(() -> sent().size() == 1);

    assertThat(sent).extracting(ApprovedTradeBatch::getAccountId).containsExactly("A-1");
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .extracting(RebalanceHistoryAccount::getSentence)
        .anySatisfy(said -> assertThat(said).startsWith("account A-2 is halted"));
  }

  @Test
  void whatWaitsPastItsTimeIsRefused() {
    approved("R-1", "A-1");
    pipeline.pass(Duration.ofDays(4));

    say(false);
    await(
        () ->
            pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS).stream()
                .anyMatch(row -> String.valueOf(row.getSentence()).contains("waited")));

    assertThat(sent()).isEmpty();
  }

  @Test
  void aCancellationPassesUnlessWhatItCancelsWaits() {
    end = 0;
    approved("R-1", "A-1");
    await(() -> sent().size() == 1);
    end = 1;
    RunningWorld.pause(Hearing.WITHIN.plusMillis(1));
    approved("R-2", "A-2");

    cancel("A-2", OrderIds.batchId("R-2", "A-2"));
    cancel("A-1", sent.get(0).getBatchId());

    assertThat(sent())
        .extracting(ApprovedTradeBatch::getInstruction)
        .containsExactly(BatchInstruction.NEW, BatchInstruction.CANCEL);
    say(false);
    await(() -> sent().size() == 4);
    assertThat(sent.subList(2, 4))
        .extracting(ApprovedTradeBatch::getInstruction)
        .containsExactly(BatchInstruction.NEW, BatchInstruction.CANCEL);
    assertThat(sent.subList(2, 4)).extracting(ApprovedTradeBatch::getAccountId).containsOnly("A-2");
  }

  private void cancel(String account, String batchId) {
    pipeline
        .send(
            Topics.ACCOUNT_COMMANDS,
            account,
            command("C-cancel-" + account, AccountCommandType.CANCEL_BATCH, pipeline.now())
                .setCancelBatch(CancelBatch.newBuilder().setBatchId(batchId).build())
                .build())
        .look();
  }
}
