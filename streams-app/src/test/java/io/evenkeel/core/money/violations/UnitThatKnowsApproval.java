package io.evenkeel.core.money.violations;

import io.evenkeel.core.approval.RequestPhase;

/** Breaks a rule on purpose: a unit that knows a stage. */
public record UnitThatKnowsApproval(RequestPhase phase) {}
