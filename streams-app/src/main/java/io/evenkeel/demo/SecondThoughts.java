package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CancelBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.ReplaceBatch;
import io.evenkeel.schemas.SubmitRequest;
import io.evenkeel.schemas.TradeLogic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Plays the advisor who thinks again, for {@code --auto-approve}: has two accounts rebalanced to
 * the lot and, once their custodian has done a first piece of it, calls the one batch off and has
 * the other replaced. Approving is left to the {@link Advisor}.
 */
final class SecondThoughts {
  static final String TO_CANCEL = "demo-to-cancel";
  static final String TO_REPLACE = "demo-to-replace";
  static final String REPLACED = "demo-replaced";

  private static final int ACCOUNTS = 2;

  /** When a visitor has seen what a batch is. */
  private static final Duration AFTER = Duration.ofSeconds(8);

  private static final Duration BETWEEN = Duration.ofSeconds(4);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /** When the accounts are everybody's again, also where nothing came of it. */
  private static final Duration OVER_AFTER = Duration.ofMinutes(1);

  private final Publisher publisher;
  private final List<String> accounts;
  private final Engagements engagements;
  private final Map<String, AccountStatus> judged = new ConcurrentHashMap<>();
  private final Map<String, ApprovedTradeBatch> unthought = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * Begins with {@link #start}.
   *
   * @param accounts two, or fewer where the book has no more
   * @param engagements that they are in until it is over
   */
  SecondThoughts(Publisher publisher, List<String> accounts, Engagements engagements) {
    this.publisher = publisher;
    this.accounts = List.copyOf(accounts);
    this.engagements = engagements;
  }

  /**
   * The accounts with the most holdings: what is to be built to the lot in them takes many orders.
   * Who waits for a split cannot be rebalanced.
   */
  static List<String> accounts(BookFile book) {
    return Clientele.others(book).stream()
        .sorted(Comparator.comparing(id -> -holdings(book, id)))
        .limit(ACCOUNTS)
        .toList();
  }

  private static int holdings(BookFile book, String accountId) {
    var positions = book.positions().get(accountId);
    return positions == null
        ? 0
        : positions.getSleeves().stream().mapToInt(sleeve -> sleeve.getHoldings().size()).sum();
  }

  /** Whether the batch is one that is thought about again. */
  static boolean are(ApprovedTradeBatch batch) {
    return Set.of(TO_CANCEL, TO_REPLACE).contains(batch.getRequestId());
  }

  void start(DemoClock clock) {
    engagements.begin(accounts);
    clock.later(OVER_AFTER, () -> engagements.end(accounts));
    clock.later(
        AFTER,
        () ->
            submit(
                clock,
                TO_CANCEL,
                0,
                () -> clock.later(BETWEEN, () -> submit(clock, TO_REPLACE, 1, () -> {}))));
  }

  /** Takes account statuses, batches as they go out, what is said of them, and what came of it. */
  synchronized void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof AccountStatus status
        && status.getStatus() != MonitoringStatus.UNCHECKABLE) {
      judged.put(key, status);
    } else if (value instanceof AccountStatus) {
      judged.remove(key);
    } else if (value instanceof ApprovedTradeBatch batch
        && are(batch)
        && batch.getInstruction() == BatchInstruction.NEW) {
      unthought.put(batch.getBatchId(), batch);
      think(batch.getBatchId());
    } else if (value instanceof ExecutionResult result && result.getExecType() != ExecType.ACK) {
      begun.add(result.getBatchId());
      think(result.getBatchId());
    } else if (value instanceof RebalanceHistory request
        && request.getRequestId().equals(REPLACED)
        && request.getResult() != null) {
      engagements.end(accounts);
    }
  }

  /** On a slow machine it may not be judged yet. */
  private void submit(DemoClock clock, String requestId, int turn, Runnable then) {
    if (turn >= accounts.size()) {
      return;
    }
    var account = judged.get(accounts.get(turn));
    if (account == null) {
      clock.later(AGAIN_AFTER, () -> submit(clock, requestId, turn, then));
    } else {
      submit(requestId, account);
      then.run();
    }
  }

  private void submit(String requestId, AccountStatus account) {
    var submit =
        SubmitRequest.newBuilder()
            .setAccounts(List.of(account.getAccountId()))
            .setTradeLogic(TradeLogic.BEST_FIT)
            .build();
    publisher.send(
        Topics.REBALANCE_COMMANDS,
        requestId,
        RebalanceCommand.newBuilder()
            .setType(RebalanceCommandType.SUBMIT)
            .setCommandId(requestId + "-submit")
            .setSentBy(Advisor.NAME)
            .setSentAt(Instant.now())
            .setFirmId(account.getFirmId())
            .setSubmit(submit)
            .build());
  }

  /** Once, when the batch is known and something of it is done. */
  private void think(String batchId) {
    var batch = begun.contains(batchId) ? unthought.remove(batchId) : null;
    if (batch != null && batch.getRequestId().equals(TO_CANCEL)) {
      cancel(batch);
    } else if (batch != null) {
      replace(batch);
    }
  }

  private void cancel(ApprovedTradeBatch batch) {
    var cancel =
        CancelBatch.newBuilder()
            .setBatchId(batch.getBatchId())
            .setReason("The client called.")
            .build();
    send(batch, command(batch, AccountCommandType.CANCEL_BATCH).setCancelBatch(cancel));
    engagements.end(List.of(batch.getAccountId()));
  }

  private void replace(ApprovedTradeBatch batch) {
    var replace =
        ReplaceBatch.newBuilder()
            .setBatchId(batch.getBatchId())
            .setRequestId(REPLACED)
            .setTradeLogic(TradeLogic.BEST_FIT)
            .setReason("Built anew on what is filled.")
            .build();
    send(batch, command(batch, AccountCommandType.REPLACE_BATCH).setReplaceBatch(replace));
  }

  private static AccountCommand.Builder command(ApprovedTradeBatch batch, AccountCommandType type) {
    return AccountCommand.newBuilder()
        .setType(type)
        .setCommandId(batch.getRequestId() + "-again")
        .setSentBy(Advisor.NAME)
        .setSentAt(Instant.now())
        .setFirmId(batch.getFirmId());
  }

  private void send(ApprovedTradeBatch batch, AccountCommand.Builder command) {
    publisher.send(Topics.ACCOUNT_COMMANDS, batch.getAccountId(), command.build());
  }
}
