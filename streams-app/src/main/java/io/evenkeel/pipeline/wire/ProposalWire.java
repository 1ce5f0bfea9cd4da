package io.evenkeel.pipeline.wire;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.Owner;
import io.evenkeel.core.account.TradeProposal;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.DriftInputs;
import io.evenkeel.core.drift.DriftInputs.ValuedSleeve;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.schemas.ProposalBasis;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Topic {@code trade-proposals}, and proposals inside the pipeline, without what led to them. */
public final class ProposalWire {
  private ProposalWire() {}

  /** What a build gave, with what led to it. */
  public static io.evenkeel.schemas.TradeProposal write(TradeProposal built) {
    var owner = built.owner();
    var from = built.builtFrom();
    return result(built)
        .setRequestId(built.requestId())
        .setAccountId(built.accountId())
        .setFirmId(owner == null ? null : owner.firmId())
        .setAdvisorId(owner == null ? null : owner.advisorId())
        .setCustodianId(owner == null ? null : owner.custodianId())
        .setSource(Symbols.write(built.source(), Source.class))
        .setLines(LineWire.write(built.lines(), valued(from), Map.of()))
        .setNotes(LimitWire.writeNotes(built.notes()))
        .setInputs(from == null ? null : BuildInputsWire.write(from))
        .setBuiltAt(built.at())
        .build();
  }

  private static List<ValuedSleeve> valued(TradeProposal.@Nullable BuiltFrom from) {
    return from == null ? List.of() : DriftInputs.valued(from.input().positions(), from.boards());
  }

  /** A proposal as it was shown, for whoever computes it again. */
  public static TradeProposal readBuilt(io.evenkeel.schemas.TradeProposal wire) {
    var accountId = wire.getAccountId();
    var inputs = wire.getInputs();
    return new TradeProposal(
        wire.getRequestId(),
        accountId,
        owner(wire),
        Symbols.read(wire.getSource(), Acr.Source.class, "source"),
        readResult(wire),
        wire.getLines().stream().map(LineWire::read).toList(),
        LimitWire.readNotes(wire.getNotes()),
        inputs == null ? null : BuildInputsWire.read(accountId, inputs),
        wire.getBuiltAt());
  }

  private static @Nullable Owner owner(io.evenkeel.schemas.TradeProposal wire) {
    return wire.getFirmId() == null
        ? null
        : new Owner(
            wire.getAccountId(),
            wire.getFirmId(),
            Texts.required(wire.getAdvisorId(), "advisorId"),
            Texts.required(wire.getCustodianId(), "custodianId"));
  }

  private static TradeProposal.Result readResult(io.evenkeel.schemas.TradeProposal wire) {
    return switch (wire.getResult()) {
      case PROPOSED -> new TradeProposal.Result.Proposed(read(wire));
      case NO_TRADES -> new TradeProposal.Result.NoTrades();
      case FAILED ->
          new TradeProposal.Result.Failed(
              Symbols.read(
                  Texts.payload(wire.getIssue(), wire.getResult()), IssueCode.class, "issue"),
              Texts.required(wire.getSentence(), "sentence"));
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "the result of a proposal is not known to this release");
    };
  }

  private static io.evenkeel.schemas.TradeProposal.Builder result(TradeProposal built) {
    if (built.result() instanceof TradeProposal.Result.Proposed proposed) {
      return content(proposed.proposal());
    }
    var wire = io.evenkeel.schemas.TradeProposal.newBuilder();
    if (built.result() instanceof TradeProposal.Result.Failed failed) {
      return wire.setResult(ProposalResult.FAILED)
          .setIssue(Symbols.write(failed.code(), io.evenkeel.schemas.IssueCode.class))
          .setSentence(failed.sentence());
    }
    return wire.setResult(ProposalResult.NO_TRADES);
  }

  /** Everything that is traded and hashed; whom it belongs to and why it is so are the caller's. */
  public static io.evenkeel.schemas.TradeProposal.Builder content(Proposal proposal) {
    return io.evenkeel.schemas.TradeProposal.newBuilder()
        .setRequestId(proposal.requestId())
        .setAccountId(proposal.accountId())
        .setResult(ProposalResult.PROPOSED)
        .setLogic(Symbols.write(proposal.logic(), io.evenkeel.schemas.TradeLogic.class))
        .setOrders(OrderWire.writeOrders(proposal.orders()))
        .setTransfers(OrderWire.writeTransfers(proposal.transfers()))
        .setAcrs(proposal.acrs().stream().map(AcrWire::proposed).toList())
        .setContentHash(proposal.contentHash())
        .setGain(TaxWire.write(proposal.gain()))
        .setBasis(write(proposal.basis()))
        .setBuiltAt(proposal.builtAt());
  }

  /** The proposal that a record carries, which must be one that proposes something. */
  static Proposal read(io.evenkeel.schemas.TradeProposal wire) {
    return new Proposal(
        wire.getRequestId(),
        wire.getAccountId(),
        Symbols.read(Texts.payload(wire.getLogic(), wire.getResult()), TradeLogic.class, "logic"),
        OrderWire.readOrders(wire.getOrders()),
        OrderWire.readTransfers(wire.getTransfers()),
        wire.getAcrs().stream()
            .map(acr -> AcrWire.read(wire.getRequestId(), wire.getAccountId(), acr))
            .toList(),
        read(Texts.payload(wire.getBasis(), wire.getResult())),
        Texts.required(wire.getContentHash(), "contentHash"),
        wire.getBuiltAt());
  }

  private static ProposalBasis write(Proposal.Basis basis) {
    return ProposalBasis.newBuilder()
        .setPositionsHash(basis.positions())
        .setTargetHash(basis.target())
        .setModelsHash(basis.models())
        .setRestrictionsHash(basis.restrictions())
        .setPositionsVersion(basis.positionsVersion())
        .setTargetVersions(VersionedIds.write(basis.targetVersions()))
        .setModelVersions(VersionedIds.write(basis.modelVersions()))
        .build();
  }

  private static Proposal.Basis read(ProposalBasis wire) {
    return new Proposal.Basis(
        requireNonNull(wire.getPositionsHash()),
        wire.getTargetHash(),
        wire.getModelsHash(),
        wire.getRestrictionsHash(),
        wire.getPositionsVersion(),
        new TreeMap<>(VersionedIds.read(wire.getTargetVersions())),
        new TreeMap<>(VersionedIds.read(wire.getModelVersions())));
  }
}
