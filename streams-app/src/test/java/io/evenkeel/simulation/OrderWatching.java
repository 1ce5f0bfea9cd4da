package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountOutcome;
import io.evenkeel.schemas.AccountOutcomeType;
import io.evenkeel.schemas.AccountTask;
import io.evenkeel.schemas.AccountTaskType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Batch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.TradeProposal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** From approval to the custodian: no order is lost, doubled, invented, or let through. */
final class OrderWatching implements Watch {
  /** What stands around the orders, by the same names in what is approved and what is told. */
  private static final List<String> ENVELOPE =
      List.of(
          "firmId",
          "advisorId",
          "custodianId",
          "custodianAccountRef",
          "replacesBatchId",
          "approvedBy",
          "approvedAt",
          "executeBy",
          "batchHash");

  private final SimulatedWorld world;
  private final BoardHistory boardHistory;
  private final Map<String, List<RebalanceCommand>> approvals = new HashMap<>();
  private final Map<String, TradeProposal> proposals = new HashMap<>();
  private final Map<String, Batch> handed = new HashMap<>();
  private final Map<String, String> newest = new HashMap<>();
  private final Set<String> orderIds = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> byHand = new HashSet<>();
  private final Map<String, Long> numbers = new HashMap<>();

  OrderWatching(SimulatedWorld world, BoardHistory boardHistory) {
    this.world = world;
    this.boardHistory = boardHistory;
  }

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (value instanceof RebalanceCommand command
        && command.getType() == RebalanceCommandType.APPROVE) {
      approvals.computeIfAbsent(entry.keyText(), id -> new ArrayList<>()).add(command);
    } else if (value instanceof AccountCommand command
        && command.getType() == AccountCommandType.RELEASE_BATCH) {
      byHand.add(command.getReleaseBatch().getBatchId());
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof TradeProposal proposal && proposal.getContentHash() != null) {
      proposals.put(
          content(proposal.getRequestId(), proposal.getAccountId(), proposal.getContentHash()),
          proposal);
      nothingOpen(proposal);
    } else if (value instanceof AccountOutcome outcome
        && outcome.getType() == AccountOutcomeType.HANDED_OVER) {
      handedOver(outcome.getHandedOver().getBatch(), boards);
    } else if (value instanceof AccountTask task
        && task.getType() == AccountTaskType.RELEASE_REFUSED) {
      refused(task);
    } else if (value instanceof ApprovedTradeBatch batch) {
      sent(batch, boards);
    }
  }

  private void refused(AccountTask task) {
    var of = task.getReleaseRefused();
    if (of.getReleasedOrders().isEmpty() && of.getReleaseId() == null) {
      refused.add(of.getBatchId());
    }
  }

  private static String content(String request, String account, String hash) {
    return request + " " + account + " " + hash;
  }

  private void handedOver(Batch batch, Map<TopicPartition, Long> boards) {
    if (handed.put(batch.getBatchId(), batch) != null) {
      return;
    }
    oneAtATime(batch);
    allowed(batch);
    for (var order : batch.getOrders()) {
      var now = boardHistory.price(order.getSecurityId(), boards);
      if (now != null) {
        var move = now.subtract(order.getPrice()).abs();
        unless(
            move.compareTo(order.getPrice().multiply(new java.math.BigDecimal("0.02"))) <= 0,
            Invariant.PRICES_FRESH_AT_APPROVAL,
            "%s hands %s over at %s, which stands at %s",
            batch.getBatchId(),
            order.getSecurityId(),
            order.getPrice(),
            now);
      }
    }
  }

  private void oneAtATime(Batch batch) {
    var before = newest.put(batch.getAccountId(), batch.getBatchId());
    unless(
        !isOpen(before),
        Invariant.ONE_LIVE_BATCH,
        "%s hands %s over while %s is open",
        batch.getAccountId(),
        batch.getBatchId(),
        before);
  }

  /** Only what is to replace a batch is proposed beside it. */
  private void nothingOpen(TradeProposal proposal) {
    var before = newest.get(proposal.getAccountId());
    unless(
        proposal.getResult() != ProposalResult.PROPOSED
            || Advisors.isReplacement(proposal.getRequestId())
            || !isOpen(before),
        Invariant.ONE_LIVE_BATCH,
        "%s proposes trades for %s while %s is open",
        proposal.getAccountId(),
        proposal.getRequestId(),
        before);
  }

  /** Whether the batch is not over, or its trades are not in the positions that were published. */
  private boolean isOpen(String batchId) {
    if (batchId == null || refused.contains(batchId) || byHand.contains(batchId)) {
      return false;
    }
    var worked = world.custodians().batches().get(batchId);
    return worked == null
        || !worked.isOver()
        || (worked.taken && !worked.booked && worked.movesPositions());
  }

  /** Here, since the release task would refuse much of what is not. */
  private void allowed(Batch batch) {
    var account = batch.getAccountId();
    var given =
        approvals.getOrDefault(batch.getRequestId(), List.of()).stream()
            .filter(a -> a.getFirmId().equals(batch.getFirmId()))
            .filter(a -> a.getApprove().getApprovedBy().equals(batch.getApprovedBy()))
            .filter(a -> !a.getApprove().getExcept().contains(account))
            .toList();
    unless(
        !given.isEmpty(),
        Invariant.NO_ORDER_WITHOUT_APPROVAL,
        "%s of request %s, as %s says",
        batch.getBatchId(),
        batch.getRequestId(),
        batch.getApprovedBy());
    unless(
        given.stream()
            .map(a -> a.getApprove().getHashes().get(account))
            .anyMatch(hash -> hash == null || hash.equals(batch.getContentHash())),
        Invariant.APPROVAL_BOUND_TO_CONTENT,
        "%s is %s, and another was approved",
        batch.getBatchId(),
        batch.getContentHash());
  }

  private void sent(ApprovedTradeBatch batch, Map<TopicPartition, Long> boards) {
    var before = numbers.put(batch.getCustodianId(), batch.getBatchSeq());
    unless(
        batch.getBatchSeq() == (before == null ? 1 : before + 1),
        Invariant.BATCH_NUMBERS_GAPLESS,
        "%s: %d after %s",
        batch.getCustodianId(),
        batch.getBatchSeq(),
        before);
    if (batch.getInstruction() == BatchInstruction.CANCEL) {
      return;
    }
    halts(batch, boards);
    if (batch.getInstruction() != BatchInstruction.RELEASE) {
      once(batch);
      approved(batch);
      sent.add(batch.getBatchId());
    }
  }

  private void halts(ApprovedTradeBatch batch, Map<TopicPartition, Long> boards) {
    var halted = boardHistory.halted(boards);
    var scopes = new ArrayList<String>();
    scopes.add("FIRM/" + batch.getFirmId());
    scopes.add("CUSTODIAN/" + batch.getCustodianId());
    scopes.add("ACCOUNT/" + batch.getAccountId());
    batch.getOrders().forEach(order -> scopes.add("SECURITY/" + order.getSecurityId()));
    scopes.retainAll(halted);
    unless(
        scopes.isEmpty(),
        Invariant.HALTS_HOLD,
        "%s is sent although %s is halted",
        batch.getBatchId(),
        scopes);
  }

  private void once(ApprovedTradeBatch batch) {
    for (var order : batch.getOrders()) {
      unless(
          orderIds.add(order.getOrderId()),
          Invariant.APPROVED_ORDERS_COME_ONCE,
          "order %s stands in a second batch, %s",
          order.getOrderId(),
          batch.getBatchId());
    }
    unless(
        !sent.contains(batch.getBatchId()),
        Invariant.APPROVED_ORDERS_COME_ONCE,
        "batch %s is sent twice",
        batch.getBatchId());
  }

  private void approved(ApprovedTradeBatch batch) {
    var approved = handed.get(batch.getBatchId());
    unless(
        approved != null,
        Invariant.NO_ORDER_WITHOUT_APPROVAL,
        "%s was never handed over",
        batch.getBatchId());
    unless(
        envelope(batch).equals(envelope(approved)),
        Invariant.APPROVAL_BOUND_TO_CONTENT,
        "%s is told with %s, and was approved with %s",
        batch.getBatchId(),
        envelope(batch),
        envelope(approved));
    var account = batch.getAccountId();
    var proposal = proposals.get(content(batch.getRequestId(), account, batch.getContentHash()));
    unless(
        proposal != null && lines(proposal).equals(lines(batch)),
        Invariant.APPROVAL_BOUND_TO_CONTENT,
        "%s is not what was proposed under %s",
        batch.getBatchId(),
        batch.getContentHash());
  }

  private static List<Object> envelope(SpecificRecord batch) {
    return ENVELOPE.stream()
        .map(name -> batch.get(batch.getSchema().getField(name).pos()))
        .toList();
  }

  private static List<String> lines(TradeProposal proposal) {
    var lines = new ArrayList<String>();
    for (var o : proposal.getOrders()) {
      lines.add(
          line(o.getOrderId(), o.getSleeveId(), o.getSecurityId(), o.getSide(), o.getQuantity()));
    }
    proposal.getTransfers().forEach(t -> lines.add(t.toString()));
    return lines;
  }

  private static List<String> lines(ApprovedTradeBatch batch) {
    var lines = new ArrayList<String>();
    for (var o : batch.getOrders()) {
      lines.add(
          line(o.getOrderId(), o.getSleeveId(), o.getSecurityId(), o.getSide(), o.getQuantity()));
    }
    batch.getTransfers().forEach(t -> lines.add(t.toString()));
    return lines;
  }

  private static String line(Object... parts) {
    return List.of(parts).toString();
  }

  @Override
  public void atRest() {
    for (var id : handed.keySet()) {
      unless(
          sent.contains(id) != refused.contains(id),
          Invariant.APPROVED_ORDERS_REACH_THE_CUSTODIAN,
          "%s was handed over, sent: %s, refused: %s",
          id,
          sent.contains(id),
          refused.contains(id));
    }
  }

  /** Sent batches, by id. */
  Set<String> sent() {
    return sent;
  }

  static String approvedTopic(String custodian) {
    return Universe.NAMES.of(Topics.APPROVED_TRADES, custodian);
  }
}
