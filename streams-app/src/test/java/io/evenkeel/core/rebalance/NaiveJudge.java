package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges an account the slow and plain way, as the rules say it, sharing nothing with the builder
 * but the units. What it needs of the input is the world, never the sides.
 */
final class NaiveJudge {
  private final BuildInput input;
  private final Map<String, Side> before;
  private final List<NaiveLine> lines = new ArrayList<>();

  private NaiveJudge(BuildInput input, Map<String, Side> before) {
    this.input = input;
    this.before = before;
  }

  /** Whether there is anything to weigh the account, and the lines of each sleeve, against. */
  static boolean canJudge(BuildInput input) {
    return equity(input).signum() > 0
        && input.positions().sleeves().stream()
            .filter(s -> s.kind() == Sleeve.Kind.MODEL && !s.isEmpty())
            .filter(s -> input.target().lines().stream().anyMatch(l -> l.ref().equals(s.modelId())))
            .allMatch(s -> equity(input, s).signum() > 0);
  }

  /** Of an account that cannot be judged, none. */
  static List<NaiveLine> lines(BuildInput input, Map<String, Side> before) {
    if (!canJudge(input)) {
      return List.of();
    }
    var judge = new NaiveJudge(input, before);
    judge.accountLines();
    input.target().lines().stream()
        .filter(line -> line.kind() == Component.Kind.MODEL)
        .forEach(judge::sleeveLines);
    return judge.lines;
  }

  static Map<String, Side> sides(BuildInput input, Map<String, Side> before) {
    var sides = new TreeMap<String, Side>();
    for (var line : lines(input, before)) {
      if (line.side() != Side.NONE) {
        sides.put(line.name(), line.side());
      }
    }
    return sides;
  }

  static Rational equity(BuildInput input) {
    return input.positions().sleeves().stream()
        .filter(s -> s.kind() == Sleeve.Kind.MANAGED || s.kind() == Sleeve.Kind.MODEL)
        .map(s -> equity(input, s))
        .reduce(Rational.ZERO, Rational::plus);
  }

  static Rational equity(BuildInput input, Sleeve sleeve) {
    return exposure(input, sleeve).plus(sleeve.cash().exact());
  }

  static Rational exposure(BuildInput input) {
    return input.positions().sleeves().stream()
        .filter(s -> s.kind() == Sleeve.Kind.MANAGED || s.kind() == Sleeve.Kind.MODEL)
        .map(s -> exposure(input, s))
        .reduce(Rational.ZERO, Rational::plus);
  }

  static Rational exposure(BuildInput input, Sleeve sleeve) {
    return sleeve.holdings().stream()
        .map(h -> value(input, h))
        .reduce(Rational.ZERO, Rational::plus);
  }

  static Rational price(BuildInput input, String securityId) {
    var quote = input.boards().quote(securityId);
    if (quote == null) {
      throw new IllegalStateException("no price of " + securityId);
    }
    return quote.price().exact();
  }

  private static Rational value(BuildInput input, Holding holding) {
    return holding.quantity().signum() == 0
        ? Rational.ZERO
        : holding.quantity().exact().times(price(input, holding.securityId()));
  }

  private void accountLines() {
    var base = equity(input);
    var managed = input.positions().managed();
    var targets = new TreeMap<String, TargetLine>();
    TargetLine cash = null;
    var names = new TreeSet<String>();
    for (var line : input.target().lines()) {
      switch (line.kind()) {
        case SECURITY -> targets.put("SECURITY:" + line.ref(), line);
        case MODEL -> targets.put("MODEL:" + line.ref(), line);
        default -> cash = line;
      }
    }
    names.addAll(targets.keySet());
    var values = new TreeMap<String, Rational>();
    for (var holding : managed.holdings()) {
      if (holding.quantity().signum() > 0) {
        values.put("SECURITY:" + holding.securityId(), value(input, holding));
      }
    }
    for (var sleeve : input.positions().sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MODEL && !sleeve.isEmpty()) {
        values.put("MODEL:" + sleeve.modelId(), equity(input, sleeve));
      }
    }
    names.addAll(values.keySet());
    for (var name : names) {
      var isModel = name.startsWith("MODEL:");
      var ref = name.substring(name.indexOf(':') + 1);
      add(
          name,
          managed.sleeveId(),
          isModel ? null : ref,
          false,
          isModel,
          base,
          values.getOrDefault(name, Rational.ZERO),
          targets.get(name),
          weight(targets.get(name)));
    }
    if (cash != null) {
      add(
          "CASH",
          managed.sleeveId(),
          null,
          true,
          false,
          base,
          managed.cash().exact(),
          cash,
          cash.weight());
    } else {
      spareCash(managed, base);
    }
  }

  private static Rational weight(@Nullable TargetLine line) {
    return line == null ? Rational.ZERO : line.weight();
  }

  private void spareCash(Sleeve managed, Rational base) {
    var value = managed.cash().exact();
    var zero = Rational.ZERO;
    lines.add(
        new NaiveLine(
            "CASH",
            managed.sleeveId(),
            null,
            true,
            false,
            base,
            value,
            zero,
            zero,
            null,
            zero,
            null,
            zero,
            value.signum() < 0 ? Side.BELOW : Side.NONE,
            false));
  }

  private void sleeveLines(TargetLine line) {
    var sleeve = input.positions().model(line.ref()).orElse(null);
    var model = input.boards().model(line.ref());
    if (sleeve == null || sleeve.isEmpty() || model == null) {
      return;
    }
    var base = equity(input, sleeve);
    var leverage = input.effectiveLeverage().getOrDefault(line.ref(), Leverage.NONE).exact();
    var sum =
        model.holdings().values().stream()
            .map(GivenWeight::exact)
            .reduce(Rational.ZERO, Rational::plus);
    var invested = Rational.ZERO;
    var values = new TreeMap<String, Rational>();
    for (var holding : sleeve.holdings()) {
      if (holding.quantity().signum() > 0) {
        values.put(holding.securityId(), value(input, holding));
      }
    }
    var ids = new TreeSet<>(values.keySet());
    ids.addAll(model.holdings().keySet());
    for (var id : ids) {
      var given = model.holdings().get(id);
      var weight = Rational.ZERO;
      if (given != null) {
        weight =
            line.trackManagerLeverage() || sum.signum() == 0
                ? leverage.times(given.exact())
                : leverage.times(given.exact()).dividedBy(sum);
      }
      invested = invested.plus(weight);
      add(
          line.ref() + "/" + id,
          sleeve.sleeveId(),
          id,
          false,
          false,
          base,
          values.getOrDefault(id, Rational.ZERO),
          given == null ? null : line,
          weight);
    }
    add(
        line.ref() + "/CASH",
        sleeve.sleeveId(),
        null,
        true,
        false,
        base,
        sleeve.cash().exact(),
        line,
        Rational.ONE.minus(invested));
  }

  private void add(
      String name,
      String sleeveId,
      @Nullable String securityId,
      boolean isCash,
      boolean isModel,
      Rational base,
      Rational value,
      @Nullable TargetLine line,
      Rational target) {
    var half = line == null ? Rational.ZERO : narrowest(line.thresholds(), target);
    var clear = half.times(Rational.ONE.minus(input.settings().hysteresis()));
    var precision = line == null ? Rational.ZERO : narrowest(line.precisions(), target).min(clear);
    var weight = value.dividedBy(base);
    var drift = weight.minus(target);
    var was = before.getOrDefault(name, Side.NONE);
    var side = Side.NONE;
    if (drift.isGreaterThan(half) || (was == Side.ABOVE && drift.isGreaterThan(clear))) {
      side = Side.ABOVE;
    }
    if (drift.negate().isGreaterThan(half)
        || (was == Side.BELOW && drift.negate().isGreaterThan(clear))) {
      side = Side.BELOW;
    }
    var sleeveCash = name.endsWith("/CASH");
    lines.add(
        new NaiveLine(
            name,
            sleeveId,
            securityId,
            isCash,
            isModel,
            base,
            value,
            target,
            target.minus(half),
            target.plus(half),
            target.minus(clear),
            target.plus(clear),
            precision,
            side,
            !sleeveCash && (line == null || line.triggers())));
  }

  private static Rational narrowest(List<Tolerance> tolerances, Rational target) {
    Rational narrowest = null;
    for (var tolerance : tolerances) {
      var relative = tolerance.relative();
      var absolute = tolerance.absolute();
      if (relative != null) {
        var half = relative.exact().times(target.abs());
        narrowest = narrowest == null ? half : narrowest.min(half);
      }
      if (absolute != null) {
        narrowest = narrowest == null ? absolute.exact() : narrowest.min(absolute.exact());
      }
    }
    if (narrowest == null) {
      throw new IllegalStateException("a tolerance is needed");
    }
    return narrowest;
  }
}
