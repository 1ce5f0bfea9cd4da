package io.evenkeel.backtest;

import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.SubmitRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The advisor who never hesitates: one request a row and firm for every account that waits in the
 * queue, approved as soon as it is built, and so is that of a cash movement. Ids follow from the
 * date, so that every run makes the same.
 */
final class RebalancePolicy {
  /** The most accounts that one request may have. */
  private static final int MAX_ACCOUNTS = 10_000;

  private static final String ADVISOR = "backtest";

  private final SortedMap<String, AccountStatus> statuses = new TreeMap<>();
  private final SortedMap<String, RebalanceHistory> requests = new TreeMap<>();
  private final SortedMap<String, CashMovementRun> movements = new TreeMap<>();

  /** What an account is now; {@code null} where it is gone. */
  void status(String accountId, @Nullable AccountStatus status) {
    if (status == null) {
      statuses.remove(accountId);
    } else {
      statuses.put(accountId, status);
    }
  }

  /** How far a request is. */
  void request(RebalanceHistory history) {
    if (history.getStatus() == RequestStatus.PENDING_APPROVAL) {
      requests.put(history.getRequestId(), history);
    } else {
      requests.remove(history.getRequestId());
    }
  }

  /** How far a cash movement is; its account is left to it while its request is open. */
  void movement(CashMovementRun run) {
    var isOpen =
        run.getRequestId() != null
            && (run.getStatus() == CashMovementStatus.PROCESSING
                || run.getStatus() == CashMovementStatus.WORKING);
    if (isOpen) {
      movements.put(run.getAccountId(), run);
    } else {
      movements.values().removeIf(open -> open.getRunId().equals(run.getRunId()));
    }
  }

  /** Approvals of the cash movements that were built. */
  List<Sent> movements(Instant at) {
    return movements.values().stream()
        .filter(run -> isPending(String.valueOf(run.getRequestId())))
        .map(run -> approve(String.valueOf(run.getRequestId()), run.getFirmId(), at))
        .toList();
  }

  /**
   * A command about a request.
   *
   * @param requestId the key that it is sent under
   */
  record Sent(String requestId, RebalanceCommand command) {}

  /** Requests for every account that waits to be rebalanced. */
  List<Sent> submissions(LocalDate date, Instant at) {
    var byFirm = new TreeMap<String, List<String>>();
    statuses.forEach(
        (id, status) -> {
          if (waits(status) && !movements.containsKey(id)) {
            byFirm.computeIfAbsent(status.getFirmId(), f -> new ArrayList<>()).add(id);
          }
        });
    var sent = new ArrayList<Sent>();
    byFirm.forEach(
        (firm, accounts) -> {
          for (var from = 0; from < accounts.size(); from += MAX_ACCOUNTS) {
            var part = accounts.subList(from, Math.min(from + MAX_ACCOUNTS, accounts.size()));
            var id = "policy-%s-%d".formatted(date, sent.size() + 1);
            sent.add(new Sent(id, submit(id, firm, part, at)));
          }
        });
    return sent;
  }

  private static boolean waits(AccountStatus status) {
    return status.getStatus() == MonitoringStatus.FLAGGED && status.getStage() == Stage.QUEUED;
  }

  /** Approvals of those that were built and have something to approve. */
  List<Sent> approvals(List<Sent> submissions, Instant at) {
    return submissions.stream()
        .filter(sent -> isPending(sent.requestId()))
        .map(sent -> approve(sent.requestId(), sent.command().getFirmId(), at))
        .toList();
  }

  private boolean isPending(String requestId) {
    return requests.containsKey(requestId);
  }

  private static RebalanceCommand submit(
      String requestId, String firm, List<String> accounts, Instant at) {
    return command(requestId + "-submit", RebalanceCommandType.SUBMIT, firm, at)
        .setSubmit(SubmitRequest.newBuilder().setAccounts(List.copyOf(accounts)).build())
        .build();
  }

  private static Sent approve(String requestId, @Nullable String firm, Instant at) {
    var approve =
        command(requestId + "-approve", RebalanceCommandType.APPROVE, firm, at)
            .setApprove(ApproveRequest.newBuilder().setApprovedBy(ADVISOR).build())
            .build();
    return new Sent(requestId, approve);
  }

  private static RebalanceCommand.Builder command(
      String commandId, RebalanceCommandType type, @Nullable String firm, Instant at) {
    return RebalanceCommand.newBuilder()
        .setCommandId(commandId)
        .setType(type)
        .setSentBy(ADVISOR)
        .setSentAt(at)
        .setFirmId(firm);
  }
}
