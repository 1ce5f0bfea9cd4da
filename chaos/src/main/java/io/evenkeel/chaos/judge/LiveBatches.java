package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An account has at most one batch at a time: the next is approved once the last one is over. */
final class LiveBatches {
  private final Case before;
  private final Map<String, List<Row<AccountCommand>>> endedByHand = new HashMap<>();
  private final Map<String, List<Instant[]>> covered = new HashMap<>();
  private final Tally tally = new Tally("one-live-batch", Kind.WRONG);

  private LiveBatches(Case before) {
    this.before = before;
    var topic = before.rows().names().of(Topics.ACCOUNT_COMMANDS);
    for (var row : before.rows().of(Topics.ACCOUNT_COMMANDS)) {
      if (endsBatches(row.said())
          && !before.rows().isRejected(topic, row.key(), row.said().getCommandId())) {
        endedByHand.computeIfAbsent(row.key(), k -> new ArrayList<>()).add(row);
      }
    }
    for (var row : before.rows().of(Topics.POSITIONS)) {
      var through = row.said().getExecutionsThrough();
      if (through != null) {
        covered
            .computeIfAbsent(row.key(), k -> new ArrayList<>())
            .add(new Instant[] {row.timestamp(), through});
      }
    }
  }

  private static boolean endsBatches(AccountCommand command) {
    return command.getType() == AccountCommandType.RELEASE_BATCH;
  }

  static Finding one(Case before) {
    var batches = new LiveBatches(before);
    before.handed().batches().stream()
        .collect(Collectors.groupingBy(Row::key))
        .values()
        .forEach(batches::check);
    return batches.tally.finding();
  }

  private void check(List<Row<ApprovedTradeBatch>> ofAccount) {
    var inTurn = new ArrayList<>(ofAccount);
    inTurn.sort(Comparator.comparing((Row<ApprovedTradeBatch> row) -> row.said().getApprovedAt()));
    tally.check(true, "");
    for (var i = 1; i < inTurn.size(); i++) {
      var last = inTurn.get(i - 1);
      var next = inTurn.get(i);
      var at = next.said().getApprovedAt();
      tally.check(
          isBack(last.said(), at) || isEndedByHand(last.said(), at),
          "account %s: batch %s at %s was approved at %s, when batch %s at %s was not over",
          next.key(),
          next.said().getBatchId(),
          next.place(),
          at,
          last.said().getBatchId(),
          last.place());
    }
  }

  /** Every order had ended by then, and positions covered what was filled. */
  private boolean isBack(ApprovedTradeBatch batch, Instant by) {
    var filledAt = before.fills().lastFillAt(batch, by);
    return before.fills().isOver(batch, by)
        && (filledAt == null || isCovered(batch.getAccountId(), filledAt, by));
  }

  private boolean isCovered(String accountId, Instant filledAt, Instant by) {
    return covered.getOrDefault(accountId, List.of()).stream()
        .anyMatch(c -> !c[0].isAfter(by) && !c[1].isBefore(filledAt));
  }

  private boolean isEndedByHand(ApprovedTradeBatch batch, Instant by) {
    return endedByHand.getOrDefault(batch.getAccountId(), List.of()).stream()
        .anyMatch(
            row ->
                row.said().getReleaseBatch().getBatchId().equals(batch.getBatchId())
                    && !row.timestamp().isAfter(by));
  }
}
