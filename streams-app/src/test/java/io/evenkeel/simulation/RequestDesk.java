package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.CancelRequest;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.SubmitRequest;
import io.evenkeel.schemas.TradeLogic;
import io.evenkeel.schemas.TradeProposal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Where advisors submit, approve and cancel requests. */
final class RequestDesk {
  private final Chance chance;
  private final VirtualTime time;
  private final GeneratedBook book;
  private final CustodianHouse custodians;
  private final SentCommands commands;
  private final Map<String, RebalanceHistory> requests = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> hashes = new HashMap<>();

  RequestDesk(
      Chance chance,
      VirtualTime time,
      GeneratedBook book,
      CustodianHouse custodians,
      SentCommands commands) {
    this.chance = chance;
    this.time = time;
    this.book = book;
    this.custodians = custodians;
    this.commands = commands;
  }

  /** Reads what the pipeline says. */
  void hear(SpecificRecord said) {
    if (said instanceof RebalanceHistory history) {
      requests.put(history.getRequestId(), history);
    } else if (said instanceof TradeProposal proposal
        && proposal.getResult() == ProposalResult.PROPOSED) {
      hashes
          .computeIfAbsent(proposal.getRequestId(), id -> new HashMap<>())
          .put(proposal.getAccountId(), proposal.getContentHash());
    }
  }

  void submit() {
    var firm = chance.percent(75) ? "F-1" : "F-2";
    var own = new ArrayList<String>();
    book.accounts()
        .forEach(
            (id, account) -> {
              if (account.getFirmId().equals(firm)) {
                own.add(id);
              }
            });
    chance.shuffle(own);
    var some = own.subList(0, Math.min(own.size(), chance.between(1, 3)));
    impatient(own).ifPresent(account -> some.set(0, account));
    var id = commands.newId("R-");
    var ask =
        SubmitRequest.newBuilder()
            .setAccounts(List.copyOf(new LinkedHashSet<>(some)))
            .setTradeLogic(
                chance.percent(50)
                    ? null
                    : chance.one(List.of(TradeLogic.BEST_FIT, TradeLogic.MIN_TRANSACTION)))
            .build();
    send(id, request(firm, RebalanceCommandType.SUBMIT).setSubmit(ask).build());
  }

  /** Now and then one whose batch is not back yet. */
  private Optional<String> impatient(List<String> own) {
    return custodians.batches().values().stream()
        .filter(batch -> !batch.booked && chance.percent(40))
        .map(batch -> batch.batch().getAccountId())
        .filter(own::contains)
        .findFirst();
  }

  private RebalanceCommand.Builder request(String firm, RebalanceCommandType type) {
    return RebalanceCommand.newBuilder()
        .setCommandId(commands.newId("Q-"))
        .setType(type)
        .setSentBy("advisor-" + firm)
        .setSentAt(time.now())
        .setFirmId(firm);
  }

  private void send(String requestId, RebalanceCommand command) {
    commands.send(Topics.REBALANCE_COMMANDS, requestId, command);
  }

  /** Approves what waits; now and then too early, for another firm, or under another hash. */
  void approve() {
    var ready =
        requests.values().stream()
            .filter(
                r ->
                    r.getStatus() == RequestStatus.PENDING_APPROVAL
                        || (chance.percent(4) && r.getStatus() != RequestStatus.UNKNOWN))
            .toList();
    var request = chance.any(ready);
    if (request == null) {
      return;
    }
    var known = hashes.getOrDefault(request.getRequestId(), Map.of());
    var firm = chance.percent(75) ? request.getFirmId() : another(request.getFirmId());
    var ask = ApproveRequest.newBuilder().setApprovedBy(approver(firm));
    if (chance.percent(60)) {
      var named = new HashMap<>(known);
      if (chance.percent(20)) {
        named.replaceAll((account, hash) -> "0" + hash.substring(1));
      }
      ask.setHashes(named);
    }
    if (chance.percent(30) && known.size() > 1) {
      ask.setExcept(List.of(known.keySet().stream().sorted().findFirst().orElseThrow()));
    }
    send(
        request.getRequestId(),
        request(firm, RebalanceCommandType.APPROVE).setApprove(ask.build()).build());
  }

  /** Who approves for a firm; nobody approves for two. */
  static String approver(String firm) {
    return "approver of " + firm;
  }

  private String another(String firm) {
    return chance.one(Stream.of("F-1", "F-2", "F-9").filter(one -> !one.equals(firm)).toList());
  }

  void cancel() {
    var request = chance.any(requests.values());
    if (request != null) {
      send(
          request.getRequestId(),
          request(request.getFirmId(), RebalanceCommandType.CANCEL)
              .setCancel(CancelRequest.newBuilder().build())
              .build());
    }
  }
}
