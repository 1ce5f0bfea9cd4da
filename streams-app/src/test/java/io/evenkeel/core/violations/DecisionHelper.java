package io.evenkeel.core.violations;

/** Breaks a rule on purpose: a name that says nothing. */
public final class DecisionHelper {
  private DecisionHelper() {}
}
