package io.evenkeel.core.drift;

import org.jspecify.annotations.Nullable;

/** A line before it is measured: all that does not depend on prices. */
record LinePlan(
    String name,
    Line.Kind kind,
    @Nullable String modelId,
    @Nullable String securityId,
    Band band,
    boolean triggers) {

  static LinePlan security(String securityId, Band band, boolean triggers) {
    return new LinePlan(
        "SECURITY:" + securityId, Line.Kind.SECURITY, null, securityId, band, triggers);
  }

  static LinePlan model(String modelId, Band band, boolean triggers) {
    return new LinePlan("MODEL:" + modelId, Line.Kind.MODEL, modelId, null, band, triggers);
  }

  static LinePlan cash(Band band, boolean triggers) {
    return new LinePlan("CASH", Line.Kind.CASH, null, null, band, triggers);
  }

  static LinePlan sleeveHolding(String modelId, String securityId, Band band, boolean triggers) {
    return new LinePlan(
        modelId + "/" + securityId, Line.Kind.SLEEVE_HOLDING, modelId, securityId, band, triggers);
  }

  static LinePlan sleeveCash(String modelId, Band band) {
    return new LinePlan(
        modelId + "/CASH", Line.Kind.SLEEVE_CASH, modelId, null, band, /* triggers= */ false);
  }
}
