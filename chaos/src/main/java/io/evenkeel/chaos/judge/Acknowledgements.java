package io.evenkeel.chaos.judge;

import io.evenkeel.core.account.TradeProposal;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.CauseInput;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.TargetExpansion;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.ProposalResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What accounts last acknowledged: the rebalance that was approved or built empty last, or what an
 * established opening state found. Where an edit came while an opening state was told, nobody
 * outside can say which content it found; then there are several answers, and any may be so.
 */
final class Acknowledgements {
  /** An established opening state acknowledges as soon as it can, which takes no longer. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Case before;
  private final FinalBoards boards;
  private final Map<String, Last> rebalances = new HashMap<>();

  /** A rebalance that was acknowledged, and when. */
  private record Last(Instant at, BuildInput input) {}

  /** What was acknowledged: content of the target, and weights of the models that it follows. */
  record Acknowledged(
      @Nullable String content, SortedMap<String, SortedMap<String, GivenWeight>> models) {}

  Acknowledgements(Case before, FinalBoards boards) {
    this.before = before;
    this.boards = boards;
    for (var row : before.rows().of(Topics.TRADE_PROPOSALS)) {
      var at = acknowledgedAt(row);
      if (at != null) {
        keep(row.key(), at, ProposalWire.readBuilt(row.said()));
      }
    }
  }

  /** A build without trades acknowledges at once, another when it is approved. */
  private @Nullable Instant acknowledgedAt(Row<io.evenkeel.schemas.TradeProposal> row) {
    var proposal = row.said();
    if (proposal.getResult() == ProposalResult.NO_TRADES) {
      return proposal.getBuiltAt();
    }
    var approval = before.approvals().of(proposal.getRequestId(), row.key());
    var history = approval == null ? null : approval.row();
    return approval != null
            && approval.isAsked()
            && approval.proposal() == row
            && history != null
            && history.said().getStatus() == HistoryAccountStatus.COMPLETE
        ? approval.command().timestamp()
        : null;
  }

  private void keep(String accountId, Instant at, TradeProposal built) {
    var from = built.builtFrom();
    var known = rebalances.get(accountId);
    if (from != null
        && from.input().scope() instanceof BuildScope.WholeAccount
        && (known == null || !at.isBefore(known.at()))) {
      rebalances.put(accountId, new Last(at, from.input()));
    }
  }

  /** Every set of causes beside drift that the account may have in the end. */
  List<CauseInput> causes(
      String accountId, Instructed.Told told, Expansion expansion, @Nullable Positions positions) {
    var last = rebalances.get(accountId);
    var switchedOn =
        told.switchedOnAt() != null && (last == null || last.at().isBefore(told.switchedOnAt()));
    var causes = new ArrayList<CauseInput>();
    for (var one : acknowledged(last, told, positions)) {
      var cause = CauseInput.of(isOf(one, expansion), switchedOn, one.models());
      if (!causes.contains(cause)) {
        causes.add(cause);
      }
    }
    return causes;
  }

  private static boolean isOf(Acknowledged one, Expansion expansion) {
    if (!(expansion instanceof Expansion.Expanded expanded)) {
      return true;
    }
    var content = one.content() == null ? TargetExpansion.noTarget().content() : one.content();
    return content.equals(expanded.content());
  }

  private List<Acknowledged> acknowledged(
      @Nullable Last last, Instructed.Told told, @Nullable Positions positions) {
    if (last != null) {
      return List.of(of(last.input().target(), last.input().positions(), last.input()));
    }
    var openedAt = told.openedAt();
    return openedAt == null
        ? List.of(new Acknowledged(null, new TreeMap<>()))
        : found(told.targetId(), openedAt, positions);
  }

  private static Acknowledged of(ExpandedTarget target, Positions positions, BuildInput input) {
    return new Acknowledged(
        target.content(),
        models(
            target,
            positions,
            id -> {
              var model = input.boards().model(id);
              return model == null ? null : model.holdings();
            }));
  }

  /** What an opening state may have found, while targets and models were edited. */
  private List<Acknowledged> found(
      @Nullable String targetId, Instant openedAt, @Nullable Positions positions) {
    var times = new ArrayList<Instant>();
    times.add(openedAt);
    times.addAll(boards.edits(reads(targetId), openedAt, openedAt.plus(SOON)));
    var found = new ArrayList<Acknowledged>();
    for (var time : times) {
      var then = boards.at(time);
      if (TargetExpansion.expand(targetId, then) instanceof Expansion.Expanded expanded) {
        found.add(
            new Acknowledged(
                expanded.content(),
                models(
                    expanded.target(),
                    positions,
                    id -> {
                      var model = then.model(id);
                      return model == null ? null : model.holdings();
                    })));
      }
    }
    return found.isEmpty() ? List.of(new Acknowledged(null, new TreeMap<>())) : found;
  }

  /** Every target and model that the target refers to. */
  private Set<String> reads(@Nullable String targetId) {
    var reads = new HashSet<String>();
    if (TargetExpansion.expand(targetId, boards) instanceof Expansion.Expanded expanded) {
      reads.addAll(expanded.target().versions().keySet());
      expanded.target().lines().forEach(line -> reads.add(line.ref()));
    }
    return reads;
  }

  private static SortedMap<String, SortedMap<String, GivenWeight>> models(
      ExpandedTarget target,
      @Nullable Positions positions,
      java.util.function.Function<String, @Nullable SortedMap<String, GivenWeight>> weights) {
    var models = new TreeMap<String, SortedMap<String, GivenWeight>>();
    for (var line : target.lines()) {
      var follows =
          line.weight().signum() > 0
              || (positions != null
                  && positions.model(line.ref()).filter(s -> !s.isEmpty()).isPresent());
      var found = line.kind() == Component.Kind.MODEL && follows ? weights.apply(line.ref()) : null;
      if (found != null) {
        models.put(line.ref(), found);
      }
    }
    return models;
  }
}
