package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.result;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.ReplaceBatch;
import io.evenkeel.schemas.RequestStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A batch that is replaced across a restart")
class ReplaceAcrossRestartTest {
  private static final String APPROVED = RunningWorld.NAMES.of(Topics.APPROVED_TRADES, "SCHWAB");

  @TempDir Path directory;

  private interface Part {
    ApprovedTradeBatch play(RunningWorld world, StoryOnTopics story);
  }

  private ApprovedTradeBatch running(Part part) {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), 4);
        var instance = world.instance(directory.resolve("state"))) {
      var last = part.play(world, new StoryOnTopics(world, instance, "A-1"));
      assertThat(world.deaths()).isEmpty();
      return last;
    }
  }

  @Test
  void isCanceledOnceAndReplacedOnceByWhatItsCustodianSaysAfterwards() {
    var batch = running(ReplaceAcrossRestartTest::canceled);

    running(
        (world, story) -> {
          replace(world, batch);
          batch.getOrders().forEach(order -> cancel(world, batch, order));
          approved(world, "R-2");
          var all = untilReplaced(world);

          assertThat(all)
              .extracting(ApprovedTradeBatch::getInstruction, ApprovedTradeBatch::getBatchSeq)
              .containsExactly(
                  org.assertj.core.groups.Tuple.tuple(BatchInstruction.NEW, 1L),
                  org.assertj.core.groups.Tuple.tuple(BatchInstruction.CANCEL, 2L),
                  org.assertj.core.groups.Tuple.tuple(BatchInstruction.REPLACE, 3L));
          assertThat(all.get(2).getReplacesBatchId()).isEqualTo(batch.getBatchId());
          assertThat(all.get(2).getOrders())
              .extracting(Order::getOrderId)
              .doesNotContainAnyElementsOf(
                  batch.getOrders().stream().map(Order::getOrderId).toList());
          return all.get(2);
        });
  }

  /** Up to the cancellation, which its custodian has not answered. */
  private static ApprovedTradeBatch canceled(RunningWorld world, StoryOnTopics story) {
    story.openAccount();
    story.drift();
    world.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-s-1", StoryOnTopics.now(), "A-1"));
    approved(world, "R-1");
    var batch =
        world.awaitOne(
            Topics.APPROVED_TRADES, APPROVED, b -> b.getInstruction() == BatchInstruction.NEW);
    replace(world, batch);
    world.awaitOne(
        Topics.APPROVED_TRADES, APPROVED, b -> b.getInstruction() == BatchInstruction.CANCEL);
    return batch;
  }

  private static void approved(RunningWorld world, String requestId) {
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h -> h.getRequestId().equals(requestId) && h.getStatus() == RequestStatus.PENDING_APPROVAL);
    world.send(
        Topics.REBALANCE_COMMANDS, requestId, approve("C-a-" + requestId, StoryOnTopics.now()));
  }

  /** Always the same command. */
  private static void replace(RunningWorld world, ApprovedTradeBatch batch) {
    var ask = ReplaceBatch.newBuilder().setBatchId(batch.getBatchId()).setRequestId("R-2").build();
    world.send(
        Topics.ACCOUNT_COMMANDS,
        "A-1",
        command("C-replace", AccountCommandType.REPLACE_BATCH, StoryOnTopics.now())
            .setReplaceBatch(ask)
            .build());
  }

  private static void cancel(RunningWorld world, ApprovedTradeBatch batch, Order order) {
    var id = "E-" + order.getOrderId();
    var now = StoryOnTopics.now();
    world.sendTo(
        "SCHWAB",
        Topics.EXECUTION_RESULTS,
        "A-1",
        result(id, batch.getBatchId(), order.getOrderId(), ExecType.CANCELED, now)
            .setQuantity(BigDecimal.ZERO)
            .build());
  }

  private static List<ApprovedTradeBatch> untilReplaced(RunningWorld world) {
    var all = new ArrayList<ApprovedTradeBatch>();
    world.await(
        "the batch is replaced",
        () -> {
          all.addAll(world.read(Topics.APPROVED_TRADES, APPROVED));
          return all.stream().anyMatch(b -> b.getInstruction() == BatchInstruction.REPLACE);
        });
    return all;
  }
}
