package io.evenkeel.core.account;

import io.evenkeel.core.account.TradeProposal.Result;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.DriftSettings;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.drift.Judge;
import io.evenkeel.core.drift.JudgeInput;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.LineDifferences;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildResult;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.TradeBuilder;
import java.util.List;

/**
 * Builds a trade proposal again from the inputs that it carries: judges the account, builds, gives
 * everything its id, and compares. Lines agree within the rounding that they travel with; orders,
 * transfers, ACRs, basis and content hash agree when they are the same.
 */
public final class RecomputeProposal {
  private RecomputeProposal() {}

  /** What came of it. */
  public sealed interface Answer {
    /** The inputs lead to exactly what the proposal says. */
    record Agrees() implements Answer {}

    /** They lead elsewhere; a sentence for each difference. */
    record Differs(List<String> sentences) implements Answer {
      public Differs {
        sentences = List.copyOf(sentences);
      }
    }

    /** Nothing was built, so that there is nothing to build again. */
    record NothingToCompute(String sentence) implements Answer {}
  }

  public static Answer answer(TradeProposal said) {
    var inputs = said.builtFrom();
    if (inputs != null) {
      var sentences = differences(said, inputs.input());
      return sentences.isEmpty() ? new Answer.Agrees() : new Answer.Differs(sentences);
    }
    return said.result() instanceof Result.Failed failed
        ? new Answer.NothingToCompute(
            "Nothing was built: " + failed.code() + ", " + failed.sentence())
        : new Answer.Differs(List.of("It says what was built, and carries no inputs."));
  }

  private static List<String> differences(TradeProposal said, BuildInput input) {
    if (!(judge(said, input) instanceof Judgement.Checkable checkable)) {
      return List.of("From its inputs the account cannot be judged.");
    }
    var differences = new LineDifferences("proposal");
    differences.compareLines(checkable.lines(), said.lines());
    compare(differences, built(said, input), said.result());
    return differences.sentences();
  }

  /** Sides as judged then stay as they are when they are judged again from themselves. */
  private static Judgement judge(TradeProposal said, BuildInput input) {
    var hysteresis = new Hysteresis(input.settings().hysteresis());
    return new Judge(new DriftSettings(hysteresis, StaleAfter.OFF))
        .judge(
            new JudgeInput(
                input.account(),
                judgedOn(input),
                new Expansion.Expanded(input.target()),
                input.effectiveLeverage(),
                input.sides(),
                said.at(),
                input.boards()));
  }

  private static Positions judgedOn(BuildInput input) {
    return input.scope() instanceof BuildScope.CashMovement movement
        ? movement.flow().judgedOn(input.positions())
        : input.positions();
  }

  private static Result built(TradeProposal said, BuildInput input) {
    var result = TradeBuilder.build(input);
    if (result instanceof BuildResult.Proposed proposed) {
      return new Result.Proposed(
          Proposing.proposal(said.requestId(), said.source(), input, proposed.plan(), said.at()));
    }
    return result instanceof BuildResult.Failed failed
        ? new Result.Failed(failed.code(), failed.sentence())
        : new Result.NoTrades();
  }

  private static void compare(LineDifferences differences, Result again, Result said) {
    if (again instanceof Result.Proposed proposed && said instanceof Result.Proposed saidSo) {
      compare(differences, proposed.proposal(), saidSo.proposal());
    } else {
      differences.compare("The build gives", inWords(again), inWords(said));
    }
  }

  private static String inWords(Result result) {
    if (result instanceof Result.Failed failed) {
      return "FAILED with " + failed.code() + " (" + failed.sentence() + ")";
    }
    return result instanceof Result.Proposed ? "PROPOSED" : "NO_TRADES";
  }

  private static void compare(LineDifferences differences, Proposal again, Proposal said) {
    differences.compare("The logic is", again.logic(), said.logic());
    ProposalDifferences.orders(differences, again.orders(), said.orders());
    differences.compare("Transfers are", again.transfers(), said.transfers());
    ProposalDifferences.acrs(differences, again.acrs(), said.acrs());
    differences.compare("The basis is", again.basis(), said.basis());
    differences.compare("The content hash is", again.contentHash(), said.contentHash());
  }
}
