package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.schemas.AccountOutcome;
import io.evenkeel.schemas.AccountOutcomeType;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RequestStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** What becomes of requests and of their batches, and that nothing is done twice. */
final class HistoryWatching implements Watch {
  private final SimulatedWorld world;
  private final Map<String, RebalanceHistory> requests = new TreeMap<>();
  private final Map<String, RebalanceHistoryAccount> rows = new TreeMap<>();
  private final Map<String, Advisory> advisories = new HashMap<>();
  private final Map<String, String> runs = new HashMap<>();
  private final Set<String> opened = new HashSet<>();
  private final Map<String, Integer> commands = new TreeMap<>();
  private final Map<String, Integer> rejections = new HashMap<>();

  HistoryWatching(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (value instanceof RebalanceCommand command) {
      commands.merge(command.getCommandId(), 1, Integer::sum);
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof RebalanceHistory history) {
      requests.put(history.getRequestId(), history);
      addsUp(history);
    } else if (value instanceof RebalanceHistoryAccount row) {
      rows.put(entry.keyText(), row);
      within(row);
    } else if (value instanceof Rejection rejection) {
      rejections.merge(rejection.getCommandId(), 1, Integer::sum);
    } else if (value instanceof Advisory advisory) {
      alternates(entry, advisory);
    } else if (value instanceof CashMovementRun run) {
      var before = runs.put(run.getMovementId(), run.getRunId());
      unless(
          before == null || before.equals(run.getRunId()),
          Invariant.COMMANDS_ACT_ONCE,
          "movement %s runs as %s and as %s",
          run.getMovementId(),
          before,
          run.getRunId());
    } else if (value instanceof AccountOutcome outcome
        && outcome.getType() == AccountOutcomeType.OPENED) {
      unless(
          opened.add(outcome.getRequestId() + "/" + outcome.getAccountId()),
          Invariant.COMMANDS_ACT_ONCE,
          "request %s is opened twice by %s",
          outcome.getRequestId(),
          outcome.getAccountId());
    }
  }

  private static void addsUp(RebalanceHistory history) {
    unless(
        history.getAnswered() <= history.getAccounts()
            && history.getComplete() + history.getFailed() + history.getRemoved()
                <= history.getAccounts(),
        Invariant.HISTORY_ADDS_UP,
        "request %s: %s",
        history.getRequestId(),
        history);
    if (history.getStatus() == RequestStatus.APPROVED && history.getResult() != null) {
      var result = history.getResult();
      var fits =
          result == HistoryResult.COMPLETE
              ? history.getFailed() == 0
              : result == HistoryResult.FAILED
                  ? history.getFailed() > 0 && history.getComplete() == 0
                  : history.getFailed() > 0 && history.getComplete() > 0;
      unless(fits, Invariant.HISTORY_ADDS_UP, "request %s: %s", history.getRequestId(), history);
    }
  }

  /** What was busted may still count where its bust has not come. */
  private void within(RebalanceHistoryAccount row) {
    for (var order : row.getOrders()) {
      var worked = world.custodians().order(order.getOrderId());
      var traded = worked == null ? BigDecimal.ZERO : worked.everTraded();
      unless(
          order.getFilled().compareTo(traded) <= 0,
          Invariant.FILLS_WITHIN_ORDERS,
          "order %s: %s of %s, of which %s was ever traded",
          order.getOrderId(),
          order.getFilled(),
          order.getQuantity(),
          traded);
    }
  }

  private void alternates(Entry entry, Advisory advisory) {
    var key = entry.keyText() + "/" + advisory.getCode() + "/" + advisory.getSubject();
    var before = advisories.put(key, advisory);
    var stood = before != null && before.getRaised();
    // One that stands may say more than before, not the same again.
    var fits =
        advisory.getRaised()
            ? !stood || !advisory.getSentence().equals(before.getSentence())
            : stood;
    unless(
        fits,
        Invariant.ADVISORIES_ALTERNATE,
        "%s is %s again: %s",
        key,
        advisory.getRaised() ? "raised" : "cleared",
        advisory.getSentence());
  }

  @Override
  public void atRest() {
    requests.values().forEach(this::ended);
    commands.forEach(this::answeredTheSame);
    world.custodians().batches().values().forEach(this::folded);
    for (var history : requests.values()) {
      counted(history);
    }
  }

  /** Refused as often as it came, or never. */
  private void answeredTheSame(String command, int times) {
    var refused = rejections.getOrDefault(command, 0);
    unless(
        refused == 0 || refused == times,
        Invariant.COMMANDS_ACT_ONCE,
        "command %s came %d times and was refused %d times",
        command,
        times,
        refused);
  }

  private void ended(RebalanceHistory history) {
    unless(
        history.getStatus() != RequestStatus.BUILDING
            && history.getStatus() != RequestStatus.PENDING_APPROVAL,
        Invariant.REQUESTS_END,
        "request %s is %s",
        history.getRequestId(),
        history.getStatus());
  }

  private void folded(WorkedBatch batch) {
    var record = batch.batch();
    var row = rows.get(record.getRequestId() + "/" + record.getAccountId());
    unless(row != null, Invariant.HISTORY_IS_FOLD, "nothing of %s", record.getBatchId());
    if (!record.getBatchId().equals(row.getBatchId())) {
      return;
    }
    var filled = new HashMap<String, BigDecimal>();
    row.getOrders().forEach(o -> filled.put(o.getOrderId(), o.getFilled()));
    for (var order : batch.orders()) {
      var id = order.order().getOrderId();
      unless(
          filled.getOrDefault(id, BigDecimal.ZERO).compareTo(order.filled()) == 0,
          Invariant.HISTORY_IS_FOLD,
          "order %s: %s in history, %s at its custodian",
          id,
          filled.get(id),
          order.filled());
    }
  }

  private void counted(RebalanceHistory history) {
    var failed = 0;
    var accounts = 0;
    for (var row : rows.values()) {
      if (row.getRequestId().equals(history.getRequestId())) {
        accounts++;
        failed += row.getStatus() == HistoryAccountStatus.FAILED ? 1 : 0;
      }
    }
    unless(
        accounts == history.getAccounts() && failed == history.getFailed(),
        Invariant.HISTORY_ADDS_UP,
        "request %s has %d accounts and %d failed, its rows %d and %d",
        history.getRequestId(),
        history.getAccounts(),
        history.getFailed(),
        accounts,
        failed);
  }
}
