package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes a drift event again from the inputs that it carries. Events travel with weights rounded
 * to 8 places and money to cents, so numbers agree when they differ by no more than that rounding;
 * sides, causes and tiles agree when they are the same.
 */
public final class Recompute {
  /** Half a unit of the last place that is shown. */
  private static final Rational WEIGHT_ROUNDING = Rational.of("0.000000005");

  private static final Rational MONEY_ROUNDING = Rational.of("0.005");

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
    var sentences = new ArrayList<String>();
    if (!flag.causes().equals(event.causes())) {
      sentences.add("Causes are " + flag.causes() + ", the event says " + event.causes() + ".");
    }
    if (!flag.tiles().equals(event.tiles())) {
      sentences.add("Tiles are " + flag.tiles() + ", the event says " + event.tiles() + ".");
    }
    compare(
        "Overall drift", again.overallDrift(), event.overallDrift(), WEIGHT_ROUNDING, sentences);
    compare("Equity", again.equity(), event.equity(), MONEY_ROUNDING, sentences);
    var names = again.lines().stream().map(Line::name).toList();
    var said = event.lines().stream().map(Line::name).toList();
    if (names.equals(said)) {
      for (var i = 0; i < names.size(); i++) {
        compareLines(again.lines().get(i), event.lines().get(i), sentences);
      }
    } else {
      sentences.add("Lines are " + names + ", the event says " + said + ".");
    }
    return sentences;
  }

  private static void compareLines(Line again, Line said, List<String> sentences) {
    var of = " of " + again.name();
    compare("The weight" + of, again.weight(), said.weight(), WEIGHT_ROUNDING, sentences);
    var band = again.band();
    var bandSaid = said.band();
    compare("The target" + of, band.target(), bandSaid.target(), WEIGHT_ROUNDING, sentences);
    compare("The lower edge" + of, band.low(), bandSaid.low(), WEIGHT_ROUNDING, sentences);
    compare("The upper edge" + of, band.high(), bandSaid.high(), WEIGHT_ROUNDING, sentences);
    if (again.side() != said.side() || again.triggers() != said.triggers()) {
      sentences.add(
          again.name() + " is " + standing(again) + ", the event says " + standing(said) + ".");
    }
  }

  private static String standing(Line line) {
    return line.side() + (line.triggers() ? " and triggers" : " and does not trigger");
  }

  private static void compare(
      String what,
      @Nullable Rational again,
      @Nullable Rational said,
      Rational rounding,
      List<String> sentences) {
    var same =
        (again == null || said == null)
            ? Objects.equals(again, said)
            : !again.minus(said).abs().isGreaterThan(rounding);
    if (!same) {
      sentences.add(what + " is " + shown(again) + ", the event says " + shown(said) + ".");
    }
  }

  private static String shown(@Nullable Rational number) {
    return number == null
        ? "nothing"
        : number.toDecimal(10, RoundingMode.HALF_EVEN).toPlainString();
  }
}
