package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.market.RecordedBoards;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.LineNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build gave, with the lines that led to it; topic {@code trade-proposals}.
 *
 * @param owner {@code null} where the account is unknown
 * @param lines as judged when it was built; empty where the account could not be judged
 * @param notes why lines are not what the target alone would make of them
 * @param builtFrom {@code null} where nothing could be built
 */
public record TradeProposal(
    String requestId,
    String accountId,
    @Nullable Owner owner,
    Acr.Source source,
    Result result,
    List<Line> lines,
    List<LineNote> notes,
    @Nullable BuiltFrom builtFrom,
    Instant at) {
  public TradeProposal {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * Everything that a build depended on.
   *
   * @param boards those of the input, which know what the build asked them
   */
  public record BuiltFrom(BuildInput input, RecordedBoards boards) {}

  /** What the build gave. */
  public sealed interface Result {
    record Proposed(Proposal proposal) implements Result {}

    record NoTrades() implements Result {}

    record Failed(IssueCode code, String sentence) implements Result {}
  }
}
