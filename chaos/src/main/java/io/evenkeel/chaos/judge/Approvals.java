package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.TradeProposal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was approved: told from commands, their rejections, and proposals. */
final class Approvals {
  private final Map<String, Row<RebalanceCommand>> commands = new LinkedHashMap<>();
  private final Map<String, Row<TradeProposal>> proposals = new LinkedHashMap<>();
  private final Map<String, Row<RebalanceHistoryAccount>> rows = new LinkedHashMap<>();

  /**
   * One account of an approved request.
   *
   * @param row what its history says last; {@code null} where it says nothing
   */
  record Approval(
      Row<RebalanceCommand> command,
      Row<TradeProposal> proposal,
      @Nullable Row<RebalanceHistoryAccount> row) {
    String requestId() {
      return proposal.said().getRequestId();
    }

    String accountId() {
      return proposal.said().getAccountId();
    }

    /** Whether it was to be traded. */
    boolean isAsked() {
      return proposal.said().getResult() == ProposalResult.PROPOSED
          && !command.said().getApprove().getExcept().contains(accountId());
    }

    String words() {
      return "request %s, account %s".formatted(requestId(), accountId());
    }
  }

  Approvals(Rows rows) {
    var topic = rows.names().of(Topics.REBALANCE_COMMANDS);
    rows.accepted(Topics.REBALANCE_COMMANDS).stream()
        .filter(row -> row.value() != null)
        .filter(row -> row.said().getType() == RebalanceCommandType.APPROVE)
        .filter(row -> !rows.isRejected(topic, row.key(), row.said().getCommandId()))
        .forEach(row -> commands.putIfAbsent(row.key(), row));
    rows.of(Topics.TRADE_PROPOSALS)
        .forEach(row -> proposals.put(id(row.said().getRequestId(), row.key()), row));
    rows.of(Topics.REBALANCE_HISTORY_ACCOUNTS)
        .forEach(
            row -> this.rows.put(id(row.said().getRequestId(), row.said().getAccountId()), row));
  }

  private static String id(String requestId, String accountId) {
    return requestId + "/" + accountId;
  }

  /** Every account that a request has a proposal for which was approved. */
  Stream<Approval> all() {
    return proposals.keySet().stream().map(this::of).filter(Objects::nonNull);
  }

  @Nullable Approval of(String requestId, String accountId) {
    return of(id(requestId, accountId));
  }

  private @Nullable Approval of(String id) {
    var proposal = proposals.get(id);
    var command = proposal == null ? null : commands.get(proposal.said().getRequestId());
    return proposal == null || command == null
        ? null
        : new Approval(command, proposal, rows.get(id));
  }

  boolean isApproved(String requestId) {
    return commands.containsKey(requestId);
  }

  /** What history says last of each account of each request. */
  List<Row<RebalanceHistoryAccount>> history() {
    return List.copyOf(rows.values());
  }
}
