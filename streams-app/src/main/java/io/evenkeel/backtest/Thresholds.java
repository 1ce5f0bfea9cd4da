package io.evenkeel.backtest;

import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.Tolerance;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of a target in words, by which accounts are compared in a summary: {@code ±20 % of
 * target}, {@code ±5 points}, {@code ±25 % of target, ±5 points at most}. Those of its cash are
 * left out, unless it has no other; those of sub-targets are the sub-targets' own.
 */
final class Thresholds {
  /** Of accounts that are held to cash, or whose target is not in the book. */
  static final String NONE = "no target";

  /** Of a component that states none. */
  private static final String UNLESS_STATED = "±20 % of target";

  private final Map<String, Target> targets;

  /** Knows those of the book at first. */
  Thresholds(Map<String, Target> targets) {
    this.targets = new HashMap<>(targets);
  }

  /** A target as it is from now on. */
  void know(String targetId, Target target) {
    targets.put(targetId, target);
  }

  String of(String targetId) {
    var target = targets.get(targetId);
    if (target == null) {
      return NONE;
    }
    var words = new LinkedHashSet<String>();
    collect(target, new LinkedHashSet<>(), words);
    if (words.isEmpty()) {
      target.getComponents().forEach(c -> words.add(words(c.getThreshold())));
    }
    return String.join("; ", words);
  }

  private void collect(Target target, Set<String> seen, Set<String> words) {
    for (var component : target.getComponents()) {
      if (component.getKind() == ComponentKind.SUBTARGET) {
        collectSubtarget(component, seen, words);
      } else if (component.getKind() != ComponentKind.CASH) {
        words.add(words(component.getThreshold()));
      }
    }
  }

  private void collectSubtarget(Component component, Set<String> seen, Set<String> words) {
    var id = component.getRef();
    var subtarget = id == null ? null : targets.get(id);
    if (id != null && subtarget != null && seen.add(id)) {
      collect(subtarget, seen, words);
    }
  }

  private static String words(@Nullable Tolerance tolerance) {
    if (tolerance == null) {
      return UNLESS_STATED;
    }
    var relative = tolerance.getRelative();
    var absolute = tolerance.getAbsolute();
    if (relative == null) {
      return absolute == null ? "none" : "±%s points".formatted(percent(absolute));
    }
    var share = "±%s %% of target".formatted(percent(relative));
    return absolute == null ? share : share + ", ±%s points at most".formatted(percent(absolute));
  }

  private static String percent(BigDecimal fraction) {
    return fraction.movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
