package io.evenkeel.cli;

import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;

/** A judged line in words. */
final class LineWords {
  private static final Rational HUNDRED = Rational.of(100);

  private LineWords() {}

  /** Indented, with the name in a column of its own. */
  static String row(Line line) {
    return "  %-24s %10s %s".formatted(line.name(), percent(line.weight()), against(line));
  }

  /** As part of a sentence. */
  static String sentence(Line line) {
    return "%s weighs %s %s".formatted(line.name(), percent(line.weight()), against(line));
  }

  private static String against(Line line) {
    var band = line.band();
    var high = band.high();
    return "against %s, band %s to %s%s"
        .formatted(
            percent(band.target()),
            percent(band.low()),
            high == null ? "no limit" : percent(high),
            line.side() == Side.NONE ? "" : ", " + line.side());
  }

  private static String percent(Rational weight) {
    return weight.times(HUNDRED).toDecimal(4, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }
}
