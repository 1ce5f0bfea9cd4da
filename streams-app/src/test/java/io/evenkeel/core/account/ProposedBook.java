package io.evenkeel.core.account;

import io.evenkeel.core.account.TradeProposal.Result;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.drift.DriftSettings;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.drift.Judge;
import io.evenkeel.core.drift.JudgeInput;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.RecordedBoards;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildResult;
import io.evenkeel.core.rebalance.TradeBuilder;
import java.time.Instant;
import java.util.List;

/** What a build of any input is told as. */
public final class ProposedBook {
  private static final Instant AT = Instant.parse("2026-11-18T16:00:00Z");

  private ProposedBook() {}

  /** Of a checkable account; its lines are judged from the input's sides. */
  public static TradeProposal of(BuildInput input) {
    var boards = new RecordedBoards(input.boards());
    var pinned = input.withBoards(boards);
    var lines = ((Judgement.Checkable) judge(pinned)).lines();
    var result = result(pinned);
    return new TradeProposal(
        "R-1",
        input.account().accountId(),
        Owner.of(input.account()),
        Acr.Source.REBALANCE,
        result,
        lines,
        List.of(),
        new TradeProposal.BuiltFrom(pinned, boards),
        AT);
  }

  private static Judgement judge(BuildInput input) {
    var settings = new DriftSettings(new Hysteresis(input.settings().hysteresis()), StaleAfter.OFF);
    return new Judge(settings)
        .judge(
            new JudgeInput(
                input.account(),
                input.positions(),
                new Expansion.Expanded(input.target()),
                input.effectiveLeverage(),
                input.sides(),
                AT,
                input.boards()));
  }

  private static Result result(BuildInput input) {
    var result = TradeBuilder.build(input);
    if (result instanceof BuildResult.Proposed proposed) {
      return new Result.Proposed(
          Proposing.proposal("R-1", Acr.Source.REBALANCE, input, proposed.plan(), AT));
    }
    return result instanceof BuildResult.Failed failed
        ? new Result.Failed(failed.code(), failed.sentence())
        : new Result.NoTrades();
  }
}
