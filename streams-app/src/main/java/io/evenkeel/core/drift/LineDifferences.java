package io.evenkeel.core.drift;

import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where what a record says of an account differs from what was computed again. Records travel with
 * weights rounded to 8 places and money to cents, so numbers agree when they differ by no more than
 * that rounding; sides agree when they are the same.
 */
public final class LineDifferences {
  /** Half a unit of the last place that is shown. */
  private static final Rational WEIGHT_ROUNDING = Rational.of("0.000000005");

  private static final Rational MONEY_ROUNDING = Rational.of("0.005");

  private final String record;
  private final List<String> sentences = new ArrayList<>();

  /**
   * @param record what the sentences call it, such as {@code "event"}
   */
  public LineDifferences(String record) {
    this.record = record;
  }

  /** A sentence for each difference so far. */
  public List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** Whatever has to be the same to be equal. */
  public void compare(String what, Object again, Object said) {
    if (!again.equals(said)) {
      sentences.add(what + " " + again + ", the " + record + " says " + said + ".");
    }
  }

  void compareWeights(String what, @Nullable Rational again, @Nullable Rational said) {
    compare(what, again, said, WEIGHT_ROUNDING);
  }

  void compareMoney(String what, @Nullable Rational again, @Nullable Rational said) {
    compare(what, again, said, MONEY_ROUNDING);
  }

  /** The same lines in the same order, each with its weight, band and side. */
  public void compareLines(List<Line> again, List<Line> said) {
    var names = again.stream().map(Line::name).toList();
    var namesSaid = said.stream().map(Line::name).toList();
    compare("Lines are", names, namesSaid);
    if (names.equals(namesSaid)) {
      for (var i = 0; i < names.size(); i++) {
        compareLines(again.get(i), said.get(i));
      }
    }
  }

  private void compareLines(Line again, Line said) {
    var of = " of " + again.name();
    var band = again.band();
    var bandSaid = said.band();
    compareWeights("The weight" + of, again.weight(), said.weight());
    compareWeights("The target" + of, band.target(), bandSaid.target());
    compareWeights("The lower edge" + of, band.low(), bandSaid.low());
    compareWeights("The upper edge" + of, band.high(), bandSaid.high());
    compare(again.name() + " is", standing(again), standing(said));
  }

  private static String standing(Line line) {
    return line.side() + (line.triggers() ? " and triggers" : " and does not trigger");
  }

  private void compare(
      String what, @Nullable Rational again, @Nullable Rational said, Rational rounding) {
    var same =
        (again == null || said == null)
            ? Objects.equals(again, said)
            : !again.minus(said).abs().isGreaterThan(rounding);
    if (!same) {
      sentences.add(
          what + " is " + shown(again) + ", the " + record + " says " + shown(said) + ".");
    }
  }

  private static String shown(@Nullable Rational number) {
    return number == null
        ? "nothing"
        : number.toDecimal(10, RoundingMode.HALF_EVEN).toPlainString();
  }
}
