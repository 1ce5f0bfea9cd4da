package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * Computes a drift event again from the inputs that it carries. Numbers agree when they differ by
 * no more than the rounding that they travel with; sides, causes and tiles when they are the same.
 */
public final class Recompute {
  private Recompute() {}

  /** What came of it. */
  public sealed interface Answer {
    /** The inputs lead to exactly what the event says. */
    record Agrees(Judgement.Checkable judgement) implements Answer {}

    /** They lead elsewhere; a sentence for each difference. */
    record Differs(List<String> sentences) implements Answer {
      public Differs {
        sentences = List.copyOf(sentences);
      }
    }

    /** The event says nothing that could be computed. */
    record NothingToCompute(String sentence) implements Answer {}
  }

  /** Whether the inputs lead to exactly what the event says. */
  public static boolean agrees(DriftEvent event) {
    return answer(event) instanceof Answer.Agrees;
  }

  public static Answer answer(DriftEvent event) {
    var inputs = event.inputs();
    if (inputs == null || event.kind() == DriftEventKind.UNCHECKABLE) {
      return new Answer.NothingToCompute(
          "An event of kind " + event.kind() + " carries no measured lines.");
    }
    var content = inputs.targetContent();
    if (content == null) {
      return new Answer.Differs(List.of("The event measures lines, and carries no target."));
    }
    var again = judge(event, inputs, content);
    if (again instanceof Judgement.Checkable checkable) {
      var sentences = differences(event, checkable, Flag.of(checkable, inputs.causes()));
      return sentences.isEmpty() ? new Answer.Agrees(checkable) : new Answer.Differs(sentences);
    }
    var reasons = ((Judgement.NotCheckable) again).reasons();
    return new Answer.Differs(List.of("From its inputs the account cannot be judged: " + reasons));
  }

  private static Judgement judge(DriftEvent event, DriftInputs inputs, String content) {
    var input =
        new JudgeInput(
            account(event.subject()),
            positions(event, inputs),
            new Expansion.Expanded(ExpandedTarget.ofContent(content)),
            inputs.effectiveLeverage(),
            inputs.sidesBefore(),
            event.at(),
            new CarriedBoards(inputs));
    return new Judge(new DriftSettings(inputs.hysteresis(), StaleAfter.OFF)).judge(input);
  }

  private static Account account(DriftEvent.Subject subject) {
    return new Account(
        subject.accountId(),
        subject.firmId(),
        subject.advisorId(),
        subject.custodianId(),
        "",
        "",
        AccountType.MARGIN,
        true,
        null,
        null,
        "USD",
        AccountStatus.ACTIVE);
  }

  private static Positions positions(DriftEvent event, DriftInputs inputs) {
    var version = inputs.positionsVersion();
    return new Positions(
        event.subject().accountId(),
        version == null ? 0 : version,
        Instant.EPOCH,
        Positions.Feed.INTRADAY,
        null,
        inputs.sleeves().stream().map(Recompute::sleeve).toList());
  }

  private static Sleeve sleeve(DriftInputs.ValuedSleeve sleeve) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        sleeve.cash(),
        Money.ZERO,
        Money.ZERO,
        sleeve.holdings().stream()
            .map(held -> new Holding(held.securityId(), held.quantity(), List.of()))
            .toList());
  }

  private static List<String> differences(DriftEvent event, Judgement.Checkable again, Flag flag) {
    var differences = new LineDifferences("event");
    differences.compare("Causes are", flag.causes(), event.causes());
    differences.compare("Tiles are", flag.tiles(), event.tiles());
    differences.compareWeights("Overall drift", again.overallDrift(), event.overallDrift());
    differences.compareMoney("Equity", again.equity(), event.equity());
    differences.compareLines(again.lines(), event.lines());
    return differences.sentences();
  }
}
