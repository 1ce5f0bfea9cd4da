package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Leverage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A MODEL line before it is measured, and the plans of the sleeves behind it. */
final class ModelPlan {
  private static final int MAX_LEVERAGES = 64;

  private final TargetLine component;
  private final LinePlan line;
  private final Map<Leverage, SleevePlan> sleeves = new HashMap<>();
  private @Nullable Model plannedFor;

  ModelPlan(TargetLine component) {
    this.component = component;
    line =
        LinePlan.model(
            component.ref(),
            Bands.around(component.weight(), component.thresholds()),
            component.triggers());
  }

  LinePlan line() {
    return line;
  }

  String modelId() {
    return component.ref();
  }

  boolean hasWeight() {
    return component.weight().signum() > 0;
  }

  /** The lines inside a sleeve at such a leverage; worked out once while the model stays. */
  SleevePlan sleeve(Model model, Leverage leverage) {
    if (!model.equals(plannedFor) || sleeves.size() >= MAX_LEVERAGES) {
      sleeves.clear();
      plannedFor = model;
    }
    return sleeves.computeIfAbsent(leverage, l -> SleevePlan.of(model, l, component));
  }
}
