package io.evenkeel.core.drift.reference;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A target written out in full: what is named twice is one line. */
final class ReferenceTarget {
  /** Why a target cannot be written out; the code of the reason. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Broken(String code) {
      super(code);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** One line, or one appearance of it before lines are put together. */
  record Wanted(
      Component.Kind kind,
      String ref,
      Fraction weight,
      Set<Tolerance> thresholds,
      Set<Tolerance> precisions,
      BigDecimal leverage,
      boolean tracks,
      boolean triggers) {

    /** How far the weight may stray: the narrowest of what every threshold gives. */
    Fraction slack(Fraction around) {
      Fraction narrowest = null;
      for (var threshold : thresholds) {
        var slack = slackOf(threshold, around);
        if (narrowest == null || narrowest.above(slack)) {
          narrowest = slack;
        }
      }
      return narrowest == null ? Fraction.ZERO : narrowest;
    }

    private static Fraction slackOf(Tolerance threshold, Fraction around) {
      var relative = threshold.relative();
      var absolute = threshold.absolute();
      if (relative == null) {
        return absolute == null ? Fraction.ZERO : Fraction.of(absolute.fraction());
      }
      var scaled = around.magnitude().multiply(Fraction.of(relative.fraction()));
      if (absolute == null) {
        return scaled;
      }
      var fixed = Fraction.of(absolute.fraction());
      return scaled.above(fixed) ? fixed : scaled;
    }
  }

  /** Equal exactly when an advisor would call the targets the same. */
  record Content(List<Wanted> lines, String settings) {}

  private ReferenceTarget() {}

  static Content of(@Nullable String targetId, Map<String, Target> targets) {
    if (targetId == null) {
      var cash = Component.of(Component.Kind.CASH, "", "1");
      return new Content(together(List.of(wanted(cash))), "BEST_FIT CUSTODIAN_DEFAULT null");
    }
    var lines = together(writtenOut(targetId, targets, List.of()));
    var root = targets.get(targetId);
    if (root == null) {
      throw new Broken("TARGET_UNKNOWN");
    }
    return new Content(
        lines, root.tradeLogic() + " " + root.lotMethod() + " " + root.minTradeAmount());
  }

  private static List<Wanted> writtenOut(
      String targetId, Map<String, Target> targets, List<String> above) {
    var target = targets.get(targetId);
    if (target == null) {
      throw new Broken("TARGET_UNKNOWN");
    }
    check(!above.contains(targetId));
    for (var parent : above) {
      var owner = targets.get(parent);
      check(owner != null && owner.ownerFirmId().equals(target.ownerFirmId()));
    }
    checkOwn(target);
    var path = new ArrayList<>(above);
    path.add(targetId);
    var all = new ArrayList<Wanted>();
    for (var component : target.components()) {
      if (component.kind() == Component.Kind.SUBTARGET) {
        for (var line : writtenOut(component.ref(), targets, path)) {
          all.add(scaled(line, component));
        }
      } else {
        all.add(wanted(component));
      }
    }
    return all;
  }

  private static void checkOwn(Target target) {
    var sum = Fraction.ZERO;
    for (var component : target.components()) {
      var weight = Fraction.of(component.weight().fraction());
      check(weight.sign() >= 0 && !weight.above(Fraction.ONE));
      if (component.kind() == Component.Kind.MODEL) {
        check(component.leverage().multiplier().signum() > 0);
      }
      sum = sum.add(weight);
    }
    check(sum.equals(Fraction.ONE));
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new Broken("TARGET_INVALID");
    }
  }

  private static Wanted wanted(Component component) {
    var model = component.kind() == Component.Kind.MODEL;
    return new Wanted(
        component.kind(),
        component.kind() == Component.Kind.CASH ? "" : component.ref(),
        Fraction.of(component.weight().fraction()),
        Set.of(component.threshold()),
        Set.of(component.precision()),
        model ? component.leverage().multiplier() : BigDecimal.ONE,
        !model || component.trackManagerLeverage(),
        component.triggers());
  }

  private static Wanted scaled(Wanted line, Component by) {
    return new Wanted(
        line.kind(),
        line.ref(),
        line.weight().multiply(Fraction.of(by.weight().fraction())),
        line.thresholds(),
        line.precisions(),
        line.leverage(),
        line.tracks(),
        line.triggers() && by.triggers());
  }

  private static List<Wanted> together(List<Wanted> all) {
    var byName = new TreeMap<String, Wanted>();
    for (var line : all) {
      var name = line.kind() + ":" + line.ref();
      var other = byName.get(name);
      byName.put(name, other == null ? line : sum(other, line));
    }
    return List.copyOf(byName.values());
  }

  private static Wanted sum(Wanted one, Wanted two) {
    check(one.leverage().compareTo(two.leverage()) == 0 && one.tracks() == two.tracks());
    return new Wanted(
        one.kind(),
        one.ref(),
        one.weight().add(two.weight()),
        both(one.thresholds(), two.thresholds()),
        both(one.precisions(), two.precisions()),
        one.leverage(),
        one.tracks(),
        one.triggers() && two.triggers());
  }

  private static Set<Tolerance> both(Set<Tolerance> one, Set<Tolerance> two) {
    var both = new HashSet<>(one);
    both.addAll(two);
    return both;
  }

  static Set<String> followed(Content content) {
    var models = new TreeSet<String>();
    for (var line : content.lines()) {
      if (line.kind() == Component.Kind.MODEL) {
        models.add(line.ref());
      }
    }
    return models;
  }
}
