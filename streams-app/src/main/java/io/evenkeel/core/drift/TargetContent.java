package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of an expanded target as text: one row of settings, then one row a line, fields
 * separated by tabs. Weights are exact fractions in lowest terms; tolerances are sorted and each
 * stands once, since only the narrowest counts.
 */
final class TargetContent {
  private static final String NONE = "-";

  private TargetContent() {}

  static String write(ExpandedTarget target) {
    var rows = new StringBuilder();
    var minimum = target.minTradeAmount();
    rows.append(target.tradeLogic()).append('\t').append(target.lotMethod()).append('\t');
    rows.append(minimum == null ? NONE : minimum.toString());
    for (var line : target.lines()) {
      rows.append('\n').append(row(line));
    }
    return rows.toString();
  }

  private static String row(TargetLine line) {
    return String.join(
        "\t",
        line.kind().name(),
        line.weight().toString(),
        tolerances(line.thresholds()),
        tolerances(line.precisions()),
        line.leverage().toString(),
        line.trackManagerLeverage() ? "tracks" : "alone",
        line.triggers() ? "triggers" : "reports",
        escaped(line.ref()));
  }

  private static String tolerances(List<Tolerance> tolerances) {
    return tolerances.stream()
        .map(t -> given(t.relative()) + "/" + given(t.absolute()))
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String given(@Nullable GivenWeight weight) {
    return weight == null ? NONE : weight.toString();
  }

  /** Ids are opaque, so they may contain what separates fields. */
  private static String escaped(String id) {
    return id.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  static ExpandedTarget read(String content) {
    var rows = content.split("\n", -1);
    var settings = rows[0].split("\t", -1);
    var lines = new ArrayList<TargetLine>();
    for (var i = 1; i < rows.length; i++) {
      lines.add(line(rows[i].split("\t", -1)));
    }
    return new ExpandedTarget(
        lines,
        Map.of(),
        TradeLogic.valueOf(settings[0]),
        LotMethod.valueOf(settings[1]),
        settings[2].equals(NONE) ? null : Money.of(settings[2]));
  }

  private static TargetLine line(String[] fields) {
    return new TargetLine(
        Component.Kind.valueOf(fields[0]),
        unescaped(fields[7]),
        fraction(fields[1]),
        readTolerances(fields[2]),
        readTolerances(fields[3]),
        Leverage.of(fields[4]),
        fields[5].equals("tracks"),
        fields[6].equals("triggers"));
  }

  private static Rational fraction(String text) {
    var parts = text.split("/", -1);
    var denominator = parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]);
    return Rational.of(new BigInteger(parts[0]), denominator);
  }

  private static List<Tolerance> readTolerances(String text) {
    var tolerances = new ArrayList<Tolerance>();
    for (var one : text.split(" ", -1)) {
      var parts = one.split("/", -1);
      tolerances.add(new Tolerance(readGiven(parts[0]), readGiven(parts[1])));
    }
    return tolerances;
  }

  private static @Nullable GivenWeight readGiven(String text) {
    return text.equals(NONE) ? null : GivenWeight.of(text);
  }

  private static String unescaped(String text) {
    var id = new StringBuilder(text.length());
    var escaped = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (escaped) {
        id.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }
}
