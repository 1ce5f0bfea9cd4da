package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.CauseInput;
import io.evenkeel.core.drift.DriftInputs;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import io.evenkeel.schemas.DriftSleeve;
import io.evenkeel.schemas.PricedHolding;
import io.evenkeel.schemas.SleeveKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a drift event was computed from. */
final class DriftInputsWire {
  /** Settings are given with at most so many decimals. */
  private static final int SETTING_DECIMALS = 10;

  private DriftInputsWire() {}

  static io.evenkeel.schemas.DriftInputs write(DriftInputs inputs) {
    var causes = inputs.causes();
    return io.evenkeel.schemas.DriftInputs.newBuilder()
        .setPositionsVersion(inputs.positionsVersion())
        .setProvisionalExecutions(inputs.provisional())
        .setTargetVersions(VersionedIds.write(inputs.targets()))
        .setTargetContent(inputs.targetContent())
        .setSleeves(inputs.sleeves().stream().map(DriftInputsWire::write).toList())
        .setModels(ModelInputs.write(inputs.models()))
        .setEffectiveLeverage(leverages(inputs.effectiveLeverage()))
        .setSidesBefore(sides(inputs.sidesBefore()))
        .setHysteresis(setting(inputs.hysteresis().share()))
        .setTargetAcknowledged(causes.targetAcknowledged())
        .setSwitchedOn(causes.switchedOn())
        .setAcknowledgedModels(ModelInputs.write(causes.acknowledgedWeights()))
        .setReallocationAbove(setting(causes.reallocationAbove()))
        .build();
  }

  static DriftInputs read(io.evenkeel.schemas.DriftInputs wire, String firmId) {
    return new DriftInputs(
        wire.getPositionsVersion(),
        wire.getProvisionalExecutions(),
        VersionedIds.read(wire.getTargetVersions()),
        wire.getTargetContent(),
        wire.getSleeves().stream().map(DriftInputsWire::read).toList(),
        ModelInputs.read(wire.getModels(), firmId),
        Units.leverages(wire.getEffectiveLeverage()),
        readSides(wire.getSidesBefore()),
        new Hysteresis(Rational.of(wire.getHysteresis())),
        new CauseInput(
            wire.getTargetAcknowledged(),
            wire.getSwitchedOn(),
            ModelInputs.weightsByModel(wire.getAcknowledgedModels()),
            Rational.of(wire.getReallocationAbove())));
  }

  static Map<String, BigDecimal> leverages(Map<String, Leverage> byModel) {
    var wire = new TreeMap<String, BigDecimal>();
    byModel.forEach((model, leverage) -> wire.put(model, leverage.multiplier()));
    return wire;
  }

  static Map<String, io.evenkeel.schemas.Side> sides(Map<String, Side> byLine) {
    var wire = new TreeMap<String, io.evenkeel.schemas.Side>();
    byLine.forEach(
        (line, side) -> wire.put(line, Symbols.write(side, io.evenkeel.schemas.Side.class)));
    return wire;
  }

  static SortedMap<String, Side> readSides(Map<String, io.evenkeel.schemas.Side> byLine) {
    var sides = new TreeMap<String, Side>();
    byLine.forEach((line, side) -> sides.put(line, Symbols.read(side, Side.class, "side")));
    return sides;
  }

  static BigDecimal setting(Rational setting) {
    return setting.toDecimal(SETTING_DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static DriftSleeve write(DriftInputs.ValuedSleeve sleeve) {
    return DriftSleeve.newBuilder()
        .setSleeveId(sleeve.sleeveId())
        .setKind(Symbols.write(sleeve.kind(), SleeveKind.class))
        .setModelId(sleeve.modelId())
        .setCash(sleeve.cash().dollars())
        .setHoldings(sleeve.holdings().stream().map(DriftInputsWire::write).toList())
        .build();
  }

  private static PricedHolding write(DriftInputs.PricedHolding holding) {
    return PricedHolding.newBuilder()
        .setSecurityId(holding.securityId())
        .setQuantity(holding.quantity().units())
        .setPrice(Units.decimal(holding.price()))
        .setPriceAsOf(holding.asOf())
        .build();
  }

  private static DriftInputs.ValuedSleeve read(DriftSleeve wire) {
    return new DriftInputs.ValuedSleeve(
        wire.getSleeveId(),
        Symbols.read(wire.getKind(), Sleeve.Kind.class, "kind"),
        wire.getModelId(),
        new Money(wire.getCash()),
        wire.getHoldings().stream().map(DriftInputsWire::read).toList());
  }

  private static DriftInputs.PricedHolding read(PricedHolding wire) {
    return new DriftInputs.PricedHolding(
        wire.getSecurityId(),
        new Quantity(wire.getQuantity()),
        Units.price(wire.getPrice()),
        wire.getPriceAsOf());
  }
}
