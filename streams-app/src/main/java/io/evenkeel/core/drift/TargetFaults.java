package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a target by itself, before its sub-targets are looked at. */
final class TargetFaults {
  private TargetFaults() {}

  /** The first fault as the end of a sentence; {@code null} where there is none. */
  static @Nullable String firstOf(Target target) {
    for (var component : target.components()) {
      var fault = faultOf(component);
      if (fault != null) {
        return fault;
      }
    }
    var sum =
        target.components().stream()
            .map(component -> component.weight().fraction())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.compareTo(BigDecimal.ONE) == 0
        ? null
        : "its weights sum to " + plain(sum) + " and must sum to exactly 1";
  }

  private static @Nullable String faultOf(Component component) {
    var weight = component.weight().fraction();
    if (weight.signum() < 0 || weight.compareTo(BigDecimal.ONE) > 0) {
      return "the weight of " + name(component) + " is " + component.weight() + ", not 0 to 1";
    }
    if (component.kind() != Component.Kind.CASH && component.ref().isEmpty()) {
      return "a component of kind " + component.kind() + " names nothing";
    }
    if (component.kind() == Component.Kind.MODEL
        && component.leverage().multiplier().signum() <= 0) {
      return "the leverage of " + name(component) + " is " + component.leverage() + ", not above 0";
    }
    return null;
  }

  private static String name(Component component) {
    return component.kind() == Component.Kind.CASH
        ? "CASH"
        : component.kind() + " " + component.ref();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
