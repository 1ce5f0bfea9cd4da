package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Leverage;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines inside a model sleeve, before they are measured.
 *
 * @param holdings by securityId
 */
record SleevePlan(Model model, boolean triggers, List<LinePlan> holdings, LinePlan cash) {

  static SleevePlan of(Model model, Leverage leverage, TargetLine component) {
    var targets = SleeveTargets.of(model, leverage, component.trackManagerLeverage());
    var id = model.modelId();
    var holdings = new ArrayList<LinePlan>();
    targets
        .holdings()
        .forEach(
            (security, target) ->
                holdings.add(
                    LinePlan.sleeveHolding(
                        id,
                        security,
                        Bands.around(target, component.thresholds()),
                        component.triggers())));
    var cash = LinePlan.sleeveCash(id, Bands.around(targets.cash(), component.thresholds()));
    return new SleevePlan(model, component.triggers(), List.copyOf(holdings), cash);
  }

  /** A security that is held and not in the model. */
  LinePlan unwanted(String securityId) {
    return LinePlan.sleeveHolding(model.modelId(), securityId, Bands.NOTHING, triggers);
  }
}
