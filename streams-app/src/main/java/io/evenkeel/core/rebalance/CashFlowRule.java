package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spreads cash over lines, exactly: a deposit raises the lines of lowest {@code value / target}
 * together, each in proportion to its target, until it is spent; a withdrawal lowers the highest.
 * Lines with target 0 are sold first, in proportion to value, and never bought.
 *
 * <p>The fractional deviation {@code f = value / (t·(E + F)) - 1} of a line orders lines as {@code
 * value / target} does, so the total is not needed.
 */
public final class CashFlowRule {
  private static final Comparator<Turn> BY_RATIO = (a, b) -> a.compareRatio(b);

  private CashFlowRule() {}

  /**
   * One line that cash may flow into or out of.
   *
   * @param value what it is worth, in dollars
   * @param target in proportion to its target weight, at least 0
   * @param bound the value past which it is not moved; {@code null} where there is none
   */
  public record Part(Rational value, Rational target, @Nullable Rational bound) {}

  /** Where a line starts to move, or stops, as the water rises: at {@code value / target}. */
  private record Turn(Part part, Rational value, boolean starts) {
    int compareRatio(Turn other) {
      return value.times(other.part.target()).compareTo(other.value.times(part.target()));
    }
  }

  /**
   * What each line receives, in the order of the lines; at least 0, in all {@code flow} where the
   * bounds leave room for it, and else everything that they leave.
   *
   * @param flow at least 0
   */
  public static List<Rational> deposit(Rational flow, List<Part> parts) {
    var water = new Water(flow);
    for (var turn : turns(parts)) {
      if (water.endsBefore(turn)) {
        break;
      }
      water.pass(turn);
    }
    return parts.stream().map(water::share).toList();
  }

  /**
   * What each line gives, in the order of the lines; at least 0, in all {@code flow} where the
   * bounds leave so much, and else everything that they leave.
   *
   * @param flow at least 0
   */
  public static List<Rational> withdraw(Rational flow, List<Part> parts) {
    var unwanted = unwantedValue(parts);
    var fromUnwanted = flow.min(unwanted);
    var fromWanted =
        deposit(flow.minus(fromUnwanted), parts.stream().map(CashFlowRule::mirrored).toList());
    var gives = new ArrayList<Rational>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      gives.add(
          isUnwanted(part)
              ? part.value().times(fromUnwanted).dividedBy(unwanted)
              : fromWanted.get(i));
    }
    return gives;
  }

  private static Rational unwantedValue(List<Part> parts) {
    return parts.stream()
        .filter(CashFlowRule::isUnwanted)
        .map(Part::value)
        .reduce(Rational.ZERO, Rational::plus);
  }

  private static boolean isUnwanted(Part part) {
    return part.target().signum() == 0 && part.value().signum() > 0;
  }

  /** Lowering the highest is raising the lowest with every sign turned. */
  private static Part mirrored(Part part) {
    var bound = part.bound();
    return new Part(part.value().negate(), part.target(), bound == null ? null : bound.negate());
  }

  private static List<Turn> turns(List<Part> parts) {
    var turns = new ArrayList<Turn>(2 * parts.size());
    for (var part : parts) {
      if (part.target().signum() > 0 && hasRoom(part)) {
        turns.add(new Turn(part, part.value(), true));
        if (part.bound() != null) {
          turns.add(new Turn(part, part.bound(), false));
        }
      }
    }
    turns.sort(BY_RATIO);
    return turns;
  }

  private static boolean hasRoom(Part part) {
    return part.bound() == null || part.bound().isGreaterThan(part.value());
  }

  /** The common level to which lines are raised, found by passing one turn after another. */
  private static final class Water {
    private final Rational flow;
    private Rational risingTarget = Rational.ZERO;
    private Rational risingValue = Rational.ZERO;
    private Rational filled = Rational.ZERO;

    Water(Rational flow) {
      this.flow = flow;
    }

    /** Whether the flow is spent before the level reaches this turn. */
    boolean endsBefore(Turn turn) {
      var level = turn.value().dividedBy(turn.part().target());
      return level.times(risingTarget).minus(risingValue).plus(filled).compareTo(flow) >= 0
          && risingTarget.signum() > 0;
    }

    void pass(Turn turn) {
      var part = turn.part();
      if (turn.starts()) {
        risingTarget = risingTarget.plus(part.target());
        risingValue = risingValue.plus(part.value());
      } else {
        risingTarget = risingTarget.minus(part.target());
        risingValue = risingValue.minus(part.value());
        filled = filled.plus(turn.value()).minus(part.value());
      }
    }

    /** What the level, once known, makes of one line. */
    Rational share(Part part) {
      if (part.target().signum() <= 0 || !hasRoom(part)) {
        return Rational.ZERO;
      }
      var raised = risingTarget.signum() > 0 ? raised(part) : bounded(part);
      return raised.isGreaterThan(part.value()) ? raised.minus(part.value()) : Rational.ZERO;
    }

    private Rational raised(Part part) {
      var level = flow.minus(filled).plus(risingValue).dividedBy(risingTarget);
      var value = level.times(part.target());
      return part.bound() == null ? value : value.min(part.bound());
    }

    /** Nothing rises any more: the flow was more than all bounds leave room for. */
    private Rational bounded(Part part) {
      return part.bound() == null ? part.value() : part.bound();
    }
  }
}
