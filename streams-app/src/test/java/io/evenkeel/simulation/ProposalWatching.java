package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.AccountOutcome;
import io.evenkeel.schemas.AccountOutcomeType;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.Restriction;
import io.evenkeel.schemas.RestrictionType;
import io.evenkeel.schemas.Restrictions;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.TradeProposal;
import io.evenkeel.schemas.TradeSide;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** What is proposed: nothing that may not be traded, is not held, or cannot be paid for. */
final class ProposalWatching implements Watch {
  private final Map<String, Restrictions> restrictions = new HashMap<>();
  private final Map<String, Positions> positions = new HashMap<>();
  private final Map<String, TradeProposal> newest = new HashMap<>();
  private final java.util.Set<String> handed = new java.util.HashSet<>();

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (entry.topic().equals(Universe.NAMES.of(io.evenkeel.pipeline.Topics.RESTRICTIONS))
        && (value != null || entry.value() == null)) {
      restrictions.put(entry.keyText(), value == null ? new Restrictions() : (Restrictions) value);
    } else if (value instanceof Positions told) {
      positions.merge(entry.keyText(), told, (a, b) -> b.getVersion() > a.getVersion() ? b : a);
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof TradeProposal proposal
        && proposal.getResult() == ProposalResult.PROPOSED) {
      newest.put(proposal.getRequestId() + "/" + proposal.getAccountId(), proposal);
      unrestricted(proposal);
      covered(proposal);
    } else if (value instanceof AccountOutcome outcome
        && outcome.getType() == AccountOutcomeType.HANDED_OVER
        && handed.add(outcome.getHandedOver().getBatch().getBatchId())) {
      stillHeld(outcome.getHandedOver().getBatch());
    }
    if (value instanceof TradeProposal proposal
        && proposal.getInputs() != null
        && RecomputeProposal.answer(ProposalWire.readBuilt(proposal))
            instanceof RecomputeProposal.Answer.Differs differs) {
      throw new InvariantBroken(
          Invariant.PROPOSALS_RECOMPUTE,
          "%s of %s: %s"
              .formatted(proposal.getAccountId(), proposal.getRequestId(), differs.sentences()));
    }
  }

  /** What is handed over was built on what is held now. */
  private void stillHeld(io.evenkeel.schemas.Batch batch) {
    var proposal = newest.get(batch.getRequestId() + "/" + batch.getAccountId());
    unless(
        proposal != null
            && sleeves(proposal.getInputs().getPositions())
                .equals(sleeves(positions.get(batch.getAccountId()))),
        Invariant.CASH_IS_CONSERVED,
        "%s was built on other positions than there are now",
        batch.getBatchId());
    unrestricted(proposal);
  }

  private static java.util.Set<String> sleeves(Positions positions) {
    var all = new java.util.TreeSet<String>();
    for (var sleeve : positions.getSleeves()) {
      all.add(sleeve.getSleeveId() + " " + sleeve.getSettledCash().stripTrailingZeros());
      for (var holding : sleeve.getHoldings()) {
        if (holding.getQuantity().signum() != 0) {
          all.add(
              sleeve.getSleeveId()
                  + " "
                  + holding.getSecurityId()
                  + " "
                  + holding.getQuantity().stripTrailingZeros());
        }
      }
    }
    return all;
  }

  private void unrestricted(TradeProposal proposal) {
    var own = restrictions.get(proposal.getAccountId());
    if (own == null || own.getRestrictions() == null) {
      return;
    }
    for (var order : proposal.getOrders()) {
      for (var restriction : own.getRestrictions()) {
        unless(
            !restriction.getSecurityId().equals(order.getSecurityId())
                || !forbids(restriction, order.getSide()),
            Invariant.NO_RESTRICTION_BROKEN,
            "%s of %s: %s %s against %s",
            proposal.getAccountId(),
            proposal.getRequestId(),
            order.getSide(),
            order.getSecurityId(),
            restriction.getType());
      }
    }
  }

  private static boolean forbids(Restriction restriction, TradeSide side) {
    return restriction.getType() == RestrictionType.DO_NOT_TRADE
        || restriction.getType()
            == (side == TradeSide.BUY ? RestrictionType.DO_NOT_BUY : RestrictionType.DO_NOT_SELL);
  }

  /** By the newest positions that the account was told, not by what the proposal says of them. */
  private void covered(TradeProposal proposal) {
    var held = new HashMap<String, BigDecimal>();
    var cash = new HashMap<String, BigDecimal>();
    var kinds = new HashMap<String, Sleeve>();
    for (var sleeve : positions.get(proposal.getAccountId()).getSleeves()) {
      kinds.put(sleeve.getSleeveId(), sleeve);
      cash.put(sleeve.getSleeveId(), sleeve.getSettledCash());
      sleeve
          .getHoldings()
          .forEach(h -> held.put(sleeve.getSleeveId() + "/" + h.getSecurityId(), h.getQuantity()));
    }
    for (var order : proposal.getOrders()) {
      var sells = order.getSide() == TradeSide.SELL;
      cash.merge(
          order.getSleeveId(), sells ? order.getCash() : order.getCash().negate(), BigDecimal::add);
      var key = order.getSleeveId() + "/" + order.getSecurityId();
      unless(
          !sells || held.getOrDefault(key, BigDecimal.ZERO).compareTo(order.getQuantity()) >= 0,
          Invariant.CASH_IS_CONSERVED,
          "%s sells %s of %s and holds %s",
          proposal.getAccountId(),
          order.getQuantity(),
          key,
          held.get(key));
    }
    for (var transfer : proposal.getTransfers()) {
      cash.merge(transfer.getFromSleeveId(), transfer.getAmount().negate(), BigDecimal::add);
      cash.merge(transfer.getToSleeveId(), transfer.getAmount(), BigDecimal::add);
      unless(
          transfer.getAmount().signum() > 0,
          Invariant.CASH_IS_CONSERVED,
          "%s transfers %s",
          proposal.getAccountId(),
          transfer.getAmount());
    }
    cash.forEach((sleeve, left) -> paid(proposal, kinds.get(sleeve), sleeve, left));
  }

  /** Nobody but a levered sleeve owes anything afterwards that it did not owe before. */
  private static void paid(TradeProposal proposal, Sleeve before, String sleeve, BigDecimal left) {
    var mayOwe =
        (before == null || before.getKind() == SleeveKind.MODEL)
            && proposal.getInputs().getAccount().getType() == AccountType.MARGIN;
    var owed = before == null ? BigDecimal.ZERO : before.getSettledCash().min(BigDecimal.ZERO);
    unless(
        mayOwe || left.compareTo(owed) >= 0,
        Invariant.CASH_IS_CONSERVED,
        "%s of %s leaves %s in %s",
        proposal.getAccountId(),
        proposal.getRequestId(),
        left,
        sleeve);
  }
}
