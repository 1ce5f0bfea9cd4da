package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AllocateSleeve;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.AssignTarget;
import io.evenkeel.schemas.CancelBatch;
import io.evenkeel.schemas.CancelRequest;
import io.evenkeel.schemas.CashMovement;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.LiquidateSleeve;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.ReleaseBatch;
import io.evenkeel.schemas.ReleaseOrders;
import io.evenkeel.schemas.RemoveTarget;
import io.evenkeel.schemas.ReplaceBatch;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.SetRebalancing;
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
import org.apache.avro.specific.SpecificRecord;

/** What advisors ask for: sensible things, mostly, and now and then the same again, or nonsense. */
final class Advisors {
  private static final String REPLACEMENT = "P-";

  private record Sent(Topic<?> topic, String key, SpecificRecord value) {}

  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final GeneratedBook book;
  private final CustodianHouse custodians;
  private final Map<String, RebalanceHistory> requests = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> hashes = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private int asked;

  Advisors(
      Chance chance,
      Outside outside,
      VirtualTime time,
      GeneratedBook book,
      CustodianHouse custodians) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
    this.book = book;
    this.custodians = custodians;
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

  /** Whether that request is to replace a batch that is open. */
  static boolean isReplacement(String requestId) {
    return requestId.startsWith(REPLACEMENT);
  }

  /** Does one thing. */
  void act() {
    var what = chance.below(100);
    if (what < 14) {
      submit();
    } else if (what < 62) {
      approve();
    } else if (what < 64) {
      cancelRequest();
    } else if (what < 69) {
      repeat();
    } else if (what < 80) {
      aboutBatches();
    } else {
      aboutAnAccount();
    }
  }

  private void submit() {
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
    var id = "R-" + ++asked;
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
        .setCommandId("Q-" + ++asked)
        .setType(type)
        .setSentBy("advisor-" + firm)
        .setSentAt(time.now())
        .setFirmId(firm);
  }

  private void send(String requestId, RebalanceCommand command) {
    send(Topics.REBALANCE_COMMANDS, requestId, command);
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    outside.send(topic, key, value);
    sent.add(new Sent(topic, key, value));
  }

  /** Approves what waits; rarely too early, for the wrong firm, or under another hash. */
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
    var ask = ApproveRequest.newBuilder().setApprovedBy("approver");
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
    var firm = chance.percent(97) ? request.getFirmId() : "F-9";
    send(
        request.getRequestId(),
        request(firm, RebalanceCommandType.APPROVE).setApprove(ask.build()).build());
  }

  private void cancelRequest() {
    var request = chance.any(requests.values());
    if (request != null) {
      send(
          request.getRequestId(),
          request(request.getFirmId(), RebalanceCommandType.CANCEL)
              .setCancel(CancelRequest.newBuilder().build())
              .build());
    }
  }

  /** The very same command again. */
  @SuppressWarnings("unchecked")
  private void repeat() {
    if (!sent.isEmpty()) {
      var again = sent.get(sent.size() - 1 - chance.below(Math.min(20, sent.size())));
      outside.send((Topic<SpecificRecord>) again.topic, again.key, again.value);
    }
  }

  private void aboutBatches() {
    var batch = chance.any(custodians.batches().values());
    if (batch == null) {
      return;
    }
    var record = batch.batch();
    var id = record.getBatchId();
    var what = chance.below(10);
    if (what < 5) {
      releaseHeld(record);
    } else if (what < 7) {
      ask(
          record,
          AccountCommandType.CANCEL_BATCH,
          b -> b.setCancelBatch(CancelBatch.newBuilder().setBatchId(id).build()));
    } else if (what < 9) {
      var as = ReplaceBatch.newBuilder().setBatchId(id).setRequestId(REPLACEMENT + ++asked).build();
      ask(record, AccountCommandType.REPLACE_BATCH, b -> b.setReplaceBatch(as));
    } else if (batch.isOver()) {
      ask(
          record,
          AccountCommandType.RELEASE_BATCH,
          b -> b.setReleaseBatch(ReleaseBatch.newBuilder().setBatchId(id).build()));
    }
  }

  private void releaseHeld(ApprovedTradeBatch record) {
    var held =
        record.getOrders().stream()
            .filter(o -> o.getStatus() == OrderReleaseStatus.HELD)
            .map(o -> o.getOrderId())
            .toList();
    if (!held.isEmpty()) {
      var ask =
          ReleaseOrders.newBuilder().setBatchId(record.getBatchId()).setOrderIds(held).build();
      ask(record, AccountCommandType.RELEASE_ORDERS, b -> b.setReleaseOrders(ask));
    }
  }

  private interface Asking {
    void of(io.evenkeel.schemas.AccountCommand.Builder command);
  }

  private void ask(ApprovedTradeBatch of, AccountCommandType type, Asking asking) {
    ask(of.getAccountId(), of.getFirmId(), type, asking);
  }

  private void ask(String account, String firm, AccountCommandType type, Asking asking) {
    var command = book.command(firm, type);
    asking.of(command);
    send(Topics.ACCOUNT_COMMANDS, account, command.build());
  }

  private void aboutAnAccount() {
    var id = chance.one(List.copyOf(book.accounts().keySet()));
    var firm = chance.percent(97) ? book.accounts().get(id).getFirmId() : "F-9";
    var target = chance.one(book.targets(book.accounts().get(id).getFirmId()));
    var model = GeneratedBook.model(book.accounts().get(id).getFirmId());
    switch (chance.below(10)) {
      case 0, 1 ->
          ask(
              id,
              firm,
              AccountCommandType.ASSIGN_TARGET,
              b ->
                  b.setAssignTarget(
                      AssignTarget.newBuilder()
                          .setTargetId(target)
                          .setRebalancing(true)
                          .setRebalanceNow(chance.percent(40))
                          .build()));
      case 2 ->
          ask(
              id,
              firm,
              AccountCommandType.SET_REBALANCING,
              b ->
                  b.setSetRebalancing(
                      SetRebalancing.newBuilder().setOn(chance.percent(60)).build()));
      case 3 ->
          ask(
              id,
              firm,
              AccountCommandType.REMOVE_TARGET,
              b -> b.setRemoveTarget(RemoveTarget.newBuilder().build()));
      case 4 ->
          ask(
              id,
              firm,
              AccountCommandType.ALLOCATE_SLEEVE,
              b ->
                  b.setAllocateSleeve(
                      AllocateSleeve.newBuilder()
                          .setRequestId("L-" + ++asked)
                          .setModelId(model)
                          .setAmount(chance.money(1, 900))
                          .setForced(true)
                          .build()));
      case 5 ->
          ask(
              id,
              firm,
              AccountCommandType.LIQUIDATE_SLEEVE,
              b ->
                  b.setLiquidateSleeve(
                      LiquidateSleeve.newBuilder()
                          .setRequestId("L-" + ++asked)
                          .setModelId(model)
                          .build()));
      case 6 ->
          ask(
              chance.percent(20) ? "A-UNKNOWN" : id,
              firm,
              AccountCommandType.SET_REBALANCING,
              b -> b.setSetRebalancing(SetRebalancing.newBuilder().setOn(true).build()));
      default ->
          ask(id, firm, AccountCommandType.CASH_MOVEMENT, b -> b.setCashMovement(movement()));
    }
  }

  private CashMovement movement() {
    return CashMovement.newBuilder()
        .setMovementId("M-" + ++asked)
        .setDirection(
            chance.percent(50) ? CashMovementDirection.DEPOSIT : CashMovementDirection.WITHDRAWAL)
        .setAmount(chance.money(100, 3_000))
        .setMethod(
            chance.one(
                List.of(
                    CashMovementMethod.REBALANCER,
                    CashMovementMethod.PRO_RATA,
                    CashMovementMethod.EQUAL_WEIGHT)))
        .build();
  }
}
