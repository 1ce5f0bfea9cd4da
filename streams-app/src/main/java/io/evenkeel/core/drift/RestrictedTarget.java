package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restriction.Replacement;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An expanded target as the restrictions of one account leave it: an excluded security has no line,
 * and its weight goes to cash or, pro rata, to the other lines of securities and models; a
 * substitute takes the weight of what it stands for. Weights stay exact and sum to 1. See
 * docs/decisions/0060-restrictions.md.
 *
 * @param causes the restricted security behind every line that is not as the target has it, by line
 *     name
 */
public record RestrictedTarget(ExpandedTarget target, SortedMap<String, String> causes) {
  private static final String CASH = "CASH";

  public RestrictedTarget {
    causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
  }

  /**
   * The target under such restrictions.
   *
   * @param standing those that stand; only those that change the target are looked at
   */
  public static RestrictedTarget of(ExpandedTarget target, Restrictions standing) {
    return new Change(target, standing.changingTarget()).made();
  }

  /** One change while it is made. */
  private static final class Change {
    private final ExpandedTarget before;
    private final Restrictions restrictions;
    private final SortedMap<String, TargetLine> lines = new TreeMap<>();
    private final List<TargetLine> removed = new ArrayList<>();
    private final SortedMap<String, String> causes = new TreeMap<>();

    Change(ExpandedTarget before, Restrictions restrictions) {
      this.before = before;
      this.restrictions = restrictions;
      for (var line : before.lines()) {
        var isRemoved =
            line.kind() == Component.Kind.SECURITY && restrictions.of(line.ref()) != null;
        if (isRemoved) {
          removed.add(line);
          causes.put(name(line), line.ref());
        } else {
          lines.put(name(line), line);
        }
      }
    }

    RestrictedTarget made() {
      removed.stream().filter(this::isSubstituted).forEach(this::substitute);
      removed.stream().filter(line -> is(line, Replacement.CASH)).forEach(this::toCash);
      removed.stream().filter(this::isUnsubstitutable).forEach(this::toCash);
      spread(removed.stream().filter(line -> is(line, Replacement.PRO_RATA)).toList());
      var changed =
          new ExpandedTarget(
              Stream.of(Component.Kind.SECURITY, Component.Kind.MODEL, Component.Kind.CASH)
                  .flatMap(kind -> lines.values().stream().filter(line -> line.kind() == kind))
                  .toList(),
              before.versions(),
              before.tradeLogic(),
              before.lotMethod(),
              before.minTradeAmount());
      return new RestrictedTarget(changed, causes);
    }

    private Restriction restriction(TargetLine line) {
      var restriction = restrictions.of(line.ref());
      if (restriction == null) {
        throw new IllegalStateException(line.ref() + " is not restricted");
      }
      return restriction;
    }

    private boolean is(TargetLine line, Replacement replacement) {
      return restriction(line).replacement() == replacement;
    }

    private boolean isSubstituted(TargetLine line) {
      var substitute = restriction(line).substituteId();
      return substitute != null && restrictions.of(substitute) == null;
    }

    /** Its substitute is not to be held either. */
    private boolean isUnsubstitutable(TargetLine line) {
      return restriction(line).substituteId() != null && !isSubstituted(line);
    }

    private void substitute(TargetLine line) {
      var substitute = String.valueOf(restriction(line).substituteId());
      add(line, Component.Kind.SECURITY, substitute, line.triggers());
    }

    /** Cash that the target does not name is reported and never triggers, with a weight too. */
    private void toCash(TargetLine line) {
      add(line, Component.Kind.CASH, "", /* triggers= */ false);
    }

    private void add(TargetLine line, Component.Kind kind, String ref, boolean triggers) {
      var added =
          new TargetLine(
              kind,
              ref,
              line.weight(),
              line.thresholds(),
              line.precisions(),
              Leverage.NONE,
              /* trackManagerLeverage= */ true,
              triggers);
      lines.merge(name(added), added, Change::sum);
      causes.put(name(added), line.ref());
    }

    /** Cash keeps its own tolerances; a security that is summed has the narrowest of all. */
    private static TargetLine sum(TargetLine one, TargetLine other) {
      var isCash = one.kind() == Component.Kind.CASH;
      return new TargetLine(
          one.kind(),
          one.ref(),
          one.weight().plus(other.weight()),
          isCash ? one.thresholds() : all(one.thresholds(), other.thresholds()),
          isCash ? one.precisions() : all(one.precisions(), other.precisions()),
          one.leverage(),
          one.trackManagerLeverage(),
          isCash ? one.triggers() : one.triggers() && other.triggers());
    }

    private static List<Tolerance> all(List<Tolerance> some, List<Tolerance> more) {
      return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private void spread(List<TargetLine> excluded) {
      var total = Rational.ZERO;
      for (var line : lines.values()) {
        total = line.kind() == Component.Kind.CASH ? total : total.plus(line.weight());
      }
      if (total.signum() == 0) {
        excluded.forEach(this::toCash);
        return;
      }
      var weight = excluded.stream().map(TargetLine::weight).reduce(Rational.ZERO, Rational::plus);
      if (weight.signum() > 0) {
        raise(total.plus(weight).dividedBy(total), excluded.get(0).ref());
      }
    }

    private void raise(Rational factor, String cause) {
      for (var line : List.copyOf(lines.values())) {
        if (line.kind() != Component.Kind.CASH && line.weight().signum() > 0) {
          lines.put(name(line), withWeight(line, line.weight().times(factor)));
          causes.putIfAbsent(name(line), cause);
        }
      }
    }

    private static TargetLine withWeight(TargetLine line, Rational weight) {
      return new TargetLine(
          line.kind(),
          line.ref(),
          weight,
          line.thresholds(),
          line.precisions(),
          line.leverage(),
          line.trackManagerLeverage(),
          line.triggers());
    }

    private static String name(TargetLine line) {
      return line.kind() == Component.Kind.CASH ? CASH : line.kind() + ":" + line.ref();
    }
  }
}
