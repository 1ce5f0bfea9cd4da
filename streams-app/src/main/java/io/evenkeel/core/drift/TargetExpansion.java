package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Expands a target: sub-targets are replaced by their own components, weights multiplied, and what
 * then appears twice becomes one line (weights summed, every threshold kept, triggering only if all
 * do). Each target is expanded once, however often it is referred to.
 *
 * <p>Of several faults the first is named: a target's own before those of its sub-targets, and
 * those in the order of its components.
 */
public final class TargetExpansion {
  /** Sub-targets nested deeper than this make the target invalid. */
  public static final int MAX_DEPTH = 32;

  private static final Expansion.Expanded NO_TARGET = allCash();

  private final Boards boards;
  private final Map<String, SortedMap<LineKey, LineSum>> done = new HashMap<>();
  private final Map<String, Long> versions = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  private TargetExpansion(Boards boards) {
    this.boards = boards;
  }

  /**
   * The target as it stands on the boards now.
   *
   * @param targetId {@code null} where no target is assigned: then 100 % cash with the defaults
   */
  public static Expansion expand(@Nullable String targetId, Boards boards) {
    return targetId == null ? noTarget() : new TargetExpansion(boards).root(targetId);
  }

  /** What an account without a target is held against: 100 % cash, everything by default. */
  public static Expansion.Expanded noTarget() {
    return NO_TARGET;
  }

  private static Expansion.Expanded allCash() {
    var sum = new LineSum();
    sum.add(Component.of(Component.Kind.CASH, "", "1"), GivenWeight.ONE.fraction());
    var line = sum.line(new LineKey(Component.Kind.CASH, ""));
    return new Expansion.Expanded(
        new ExpandedTarget(
            List.of(line), Map.of(), TradeLogic.BEST_FIT, LotMethod.CUSTODIAN_DEFAULT, null));
  }

  private Expansion root(String targetId) {
    var target = read(targetId);
    if (target == null) {
      return new Expansion.Unknown(targetId, read);
    }
    var lines = new TreeMap<LineKey, LineSum>();
    var fault = expandInto(lines, target);
    return fault != null ? fault : new Expansion.Expanded(expanded(target, lines));
  }

  private @Nullable Target read(String targetId) {
    read.add(targetId);
    return boards.target(targetId);
  }

  private ExpandedTarget expanded(Target target, SortedMap<LineKey, LineSum> sums) {
    var lines = new ArrayList<TargetLine>(sums.size());
    sums.forEach((key, sum) -> lines.add(sum.line(key)));
    return new ExpandedTarget(
        lines, versions, target.tradeLogic(), target.lotMethod(), target.minTradeAmount());
  }

  /** Adds the target's lines; answers the fault that keeps it from being expanded, if any. */
  private @Nullable Expansion expandInto(SortedMap<LineKey, LineSum> lines, Target target) {
    versions.put(target.targetId(), target.version());
    var fault = TargetFaults.firstOf(target);
    if (fault != null) {
      return invalid(target, fault);
    }
    path.addLast(target.targetId());
    for (var component : target.components()) {
      var broken =
          component.kind() == Component.Kind.SUBTARGET
              ? addSubTarget(lines, target, component)
              : addLine(lines, target, component);
      if (broken != null) {
        return broken;
      }
    }
    path.removeLast();
    done.put(target.targetId(), lines);
    return null;
  }

  private @Nullable Expansion addLine(
      SortedMap<LineKey, LineSum> lines, Target target, Component component) {
    var key = LineKey.of(component);
    var sum = lines.computeIfAbsent(key, k -> new LineSum());
    return sum.add(component, component.weight().fraction())
        ? null
        : differentLeverage(target, key.ref());
  }

  private @Nullable Expansion addSubTarget(
      SortedMap<LineKey, LineSum> lines, Target target, Component component) {
    var sub = component.ref();
    if (path.contains(sub)) {
      return invalid(target, "its sub-target " + sub + " leads back to " + sub + ": a cycle");
    }
    if (!done.containsKey(sub)) {
      var fault = expandSubTarget(target, sub);
      if (fault != null) {
        return fault;
      }
    }
    for (var entry : done.getOrDefault(sub, new TreeMap<>()).entrySet()) {
      var sum = lines.computeIfAbsent(entry.getKey(), k -> new LineSum());
      if (!sum.add(entry.getValue(), component)) {
        return differentLeverage(target, entry.getKey().ref());
      }
    }
    return null;
  }

  private @Nullable Expansion expandSubTarget(Target parent, String sub) {
    if (path.size() >= MAX_DEPTH) {
      return invalid(parent, "its sub-targets are nested more than " + MAX_DEPTH + " deep");
    }
    var target = read(sub);
    if (target == null) {
      return new Expansion.Unknown(sub, read);
    }
    if (!target.ownerFirmId().equals(parent.ownerFirmId())) {
      return invalid(parent, "its sub-target " + sub + " belongs to another firm");
    }
    return expandInto(new TreeMap<>(), target);
  }

  private Expansion differentLeverage(Target target, String modelId) {
    return invalid(
        target,
        "it names model "
            + modelId
            + " more than once, with different leverage or Track Manager Leverage");
  }

  private Expansion invalid(Target target, String sentence) {
    return new Expansion.Invalid(
        target.targetId(), "Target " + target.targetId() + " is invalid: " + sentence + ".", read);
  }

  /** What makes two components the same line; sorted as lines are. */
  private record LineKey(Component.Kind kind, String ref) implements Comparable<LineKey> {
    static LineKey of(Component component) {
      return component.kind() == Component.Kind.CASH
          ? new LineKey(Component.Kind.CASH, "")
          : new LineKey(component.kind(), component.ref());
    }

    @Override
    public int compareTo(LineKey other) {
      var byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : ref.compareTo(other.ref);
    }
  }

  /** What the components of one line add up to. */
  private static final class LineSum {
    private BigDecimal weight = BigDecimal.ZERO;
    private final List<Tolerance> thresholds = new ArrayList<>();
    private final List<Tolerance> precisions = new ArrayList<>();
    private @Nullable Leverage leverage;
    private boolean trackManagerLeverage = true;
    private boolean triggers = true;

    /** Whether the component agrees with those before it on leverage and tracking. */
    boolean add(Component component, BigDecimal share) {
      var ofModel = component.kind() == Component.Kind.MODEL;
      return add(
          share,
          List.of(component.threshold()),
          List.of(component.precision()),
          ofModel ? component.leverage() : Leverage.NONE,
          !ofModel || component.trackManagerLeverage(),
          component.triggers());
    }

    /** Adds a line of a sub-target; one whose component does not trigger has no line that does. */
    boolean add(LineSum line, Component subTarget) {
      return add(
          line.weight.multiply(subTarget.weight().fraction()),
          line.thresholds,
          line.precisions,
          line.leverage == null ? Leverage.NONE : line.leverage,
          line.trackManagerLeverage,
          line.triggers && subTarget.triggers());
    }

    private boolean add(
        BigDecimal share,
        List<Tolerance> itsThresholds,
        List<Tolerance> itsPrecisions,
        Leverage itsLeverage,
        boolean tracks,
        boolean itTriggers) {
      if (leverage != null && !(leverage.equals(itsLeverage) && trackManagerLeverage == tracks)) {
        return false;
      }
      weight = weight.add(share);
      addNew(thresholds, itsThresholds);
      addNew(precisions, itsPrecisions);
      leverage = itsLeverage;
      trackManagerLeverage = tracks;
      triggers &= itTriggers;
      return true;
    }

    private static void addNew(List<Tolerance> known, List<Tolerance> more) {
      more.stream().filter(tolerance -> !known.contains(tolerance)).forEach(known::add);
    }

    TargetLine line(LineKey key) {
      return new TargetLine(
          key.kind(),
          key.ref(),
          Rational.of(weight.stripTrailingZeros()),
          List.copyOf(thresholds),
          List.copyOf(precisions),
          leverage == null ? Leverage.NONE : leverage,
          trackManagerLeverage,
          triggers);
    }
  }
}
