package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.drift.Uncheckable.Reason;
import java.util.IdentityHashMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one account: every line with its weight, band and side, or every reason why none can be
 * told. The answer depends on the input and the settings alone; what this keeps between two looks
 * is only work that they share, bounded, and for one thread.
 *
 * <p>Reasons: all that can be told are told. Equity is asked for only where everything held has a
 * usable price. A model is needed where its component has weight or its sleeve has lines inside;
 * one of another firm is unknown here.
 */
public final class Judge {
  private static final int MAX_PLANS = 10_000;

  private final DriftSettings settings;
  private final IdentityHashMap<ExpandedTarget, TargetPlan> plans = new IdentityHashMap<>();

  public Judge(DriftSettings settings) {
    this.settings = settings;
  }

  /** What the account looks like now. */
  public Judgement judge(JudgeInput input) {
    var reasons = new TreeSet<Uncheckable>();
    var plan = plan(input.expansion(), reasons);
    var valuation = valuation(input, reasons);
    if (!isInDollars(input)) {
      reasons.add(new Uncheckable(Reason.CURRENCY_UNSUPPORTED, ""));
    }
    var models =
        plan == null ? new TreeMap<String, Model>() : models(input, plan, valuation, reasons);
    if (valuation != null && valuation.reasons().isEmpty()) {
      askForEquity(plan, valuation, reasons);
    }
    return plan == null || valuation == null || !reasons.isEmpty()
        ? new Judgement.NotCheckable(reasons)
        : new Measurement(settings.hysteresis(), input, plan, valuation, models).judgement();
  }

  private static boolean isInDollars(JudgeInput input) {
    var positions = input.positions();
    return input.account().currency().equals("USD")
        && (positions == null || positions.currency().equals("USD"));
  }

  private @Nullable TargetPlan plan(Expansion expansion, SortedSet<Uncheckable> reasons) {
    if (expansion instanceof Expansion.Unknown unknown) {
      reasons.add(new Uncheckable(Reason.TARGET_UNKNOWN, unknown.targetId()));
    } else if (expansion instanceof Expansion.Invalid invalid) {
      reasons.add(new Uncheckable(Reason.TARGET_INVALID, invalid.targetId()));
    } else if (expansion instanceof Expansion.Expanded expanded) {
      return plan(expanded.target());
    }
    return null;
  }

  private TargetPlan plan(ExpandedTarget target) {
    if (plans.size() >= MAX_PLANS) {
      plans.clear();
    }
    return plans.computeIfAbsent(target, TargetPlan::new);
  }

  private @Nullable Valuation valuation(JudgeInput input, SortedSet<Uncheckable> reasons) {
    var positions = input.positions();
    if (positions == null) {
      reasons.add(new Uncheckable(Reason.POSITIONS_MISSING, ""));
      return null;
    }
    var valuation = new Valuation(positions, settings.staleAfter(), input.now(), input.boards());
    reasons.addAll(valuation.reasons());
    return valuation;
  }

  /** Every model needed, each read from the board once; what is missing is a reason. */
  private static SortedMap<String, Model> models(
      JudgeInput input,
      TargetPlan plan,
      @Nullable Valuation valuation,
      SortedSet<Uncheckable> reasons) {
    var models = new TreeMap<String, Model>();
    for (var component : plan.models()) {
      var id = component.modelId();
      var sleeve = valuation == null ? null : valuation.model(id);
      if (component.hasWeight() || (sleeve != null && !sleeve.isEmpty())) {
        var model = input.boards().model(id);
        if (model != null && model.ownerFirmId().equals(input.account().firmId())) {
          models.put(id, model);
        } else {
          reasons.add(new Uncheckable(Reason.MODEL_UNKNOWN, id));
        }
      }
    }
    return models;
  }

  private static void askForEquity(
      @Nullable TargetPlan plan, Valuation valuation, SortedSet<Uncheckable> reasons) {
    if (valuation.equity().signum() <= 0) {
      reasons.add(new Uncheckable(Reason.EQUITY_NOT_POSITIVE, ""));
    }
    for (var sleeve : valuation.models()) {
      var hasLines = plan != null && plan.model(sleeve.modelId()) != null && !sleeve.isEmpty();
      if (hasLines && sleeve.equity().signum() <= 0) {
        reasons.add(new Uncheckable(Reason.SLEEVE_EQUITY_NOT_POSITIVE, sleeve.modelId()));
      }
    }
  }
}
