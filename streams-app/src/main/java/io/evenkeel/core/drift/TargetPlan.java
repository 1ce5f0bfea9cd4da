package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account-level lines of an expanded target, before they are measured: shared by all accounts
 * that have it.
 */
final class TargetPlan {
  private final List<LinePlan> securities = new ArrayList<>();
  private final List<ModelPlan> models = new ArrayList<>();
  private final BigInteger commonDenominator;
  private LinePlan cash = LinePlan.cash(Bands.SPARE_CASH, /* triggers= */ false);

  TargetPlan(ExpandedTarget target) {
    target.lines().forEach(this::add);
    commonDenominator = commonDenominator(target);
  }

  private void add(TargetLine line) {
    if (line.kind() == Component.Kind.MODEL) {
      models.add(new ModelPlan(line));
      return;
    }
    var band = Bands.around(line.weight(), line.thresholds());
    if (line.kind() == Component.Kind.CASH) {
      cash = LinePlan.cash(band, line.triggers());
    } else {
      securities.add(LinePlan.security(line.ref(), band, line.triggers()));
    }
  }

  private static BigInteger commonDenominator(ExpandedTarget target) {
    var common = BigInteger.ONE;
    for (var line : target.lines()) {
      var denominator = line.weight().denominator();
      common = common.divide(common.gcd(denominator)).multiply(denominator);
    }
    return common;
  }

  /** By securityId. */
  List<LinePlan> securities() {
    return securities;
  }

  /** By modelId. */
  List<ModelPlan> models() {
    return models;
  }

  @Nullable ModelPlan model(String modelId) {
    for (var model : models) {
      if (model.modelId().equals(modelId)) {
        return model;
      }
    }
    return null;
  }

  LinePlan cash() {
    return cash;
  }

  /** A number by which every target weight here becomes whole. */
  BigInteger commonDenominator() {
    return commonDenominator;
  }

  /** A target weight of this plan in units of one over the common denominator. */
  BigInteger inCommonUnits(Rational target) {
    return target.numerator().multiply(commonDenominator.divide(target.denominator()));
  }
}
