package io.evenkeel.pipeline.wire;

import io.evenkeel.core.drift.Band;
import io.evenkeel.core.drift.DriftInputs.PricedHolding;
import io.evenkeel.core.drift.DriftInputs.ValuedSleeve;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import io.evenkeel.schemas.DriftLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines as drift events and proposals show them: rounded, since the inputs stand beside them. */
final class LineWire {
  private LineWire() {}

  /** Lines of a judgement. */
  static List<DriftLine> write(
      List<Line> lines, List<ValuedSleeve> sleeves, Map<String, Side> sidesBefore) {
    var held = held(sleeves);
    return lines.stream()
        .map(
            line ->
                write(
                    line,
                    held.get(new Place(line.modelId(), line.securityId())),
                    sidesBefore.getOrDefault(line.name(), Side.NONE)))
        .toList();
  }

  private static DriftLine write(Line line, @Nullable PricedHolding held, Side before) {
    var band = line.band();
    var wire =
        DriftLine.newBuilder()
            .setLine(line.name())
            .setWeight(Units.shownWeight(line.weight()))
            .setTarget(Units.shownWeight(band.target()))
            .setLow(Units.shownWeight(band.low()))
            .setHigh(band.high() == null ? null : Units.shownWeight(band.high()))
            .setSide(Symbols.write(line.side(), io.evenkeel.schemas.Side.class))
            .setSideBefore(Symbols.write(before, io.evenkeel.schemas.Side.class))
            .setTriggers(line.triggers());
    if (isCash(line)) {
      wire.setCash(Units.shownMoney(line.value()));
    }
    if (held != null) {
      wire.setQuantity(held.quantity().units())
          .setPrice(Units.decimal(held.price()))
          .setPriceAsOf(held.asOf());
    }
    return wire.build();
  }

  /**
   * A line as it was shown; what it measures and over which base is told by its name, its value is
   * not shown.
   */
  static Line read(DriftLine wire) {
    var name = wire.getLine();
    var high = wire.getHigh();
    var band =
        new Band(
            Rational.of(wire.getLow()),
            Rational.of(wire.getTarget()),
            high == null ? null : Rational.of(high));
    return new Line(
        name,
        kind(name),
        modelId(name),
        securityId(name),
        Rational.ZERO,
        Rational.of(wire.getWeight()),
        band,
        Symbols.read(wire.getSide(), Side.class, "side"),
        wire.getTriggers());
  }

  private static boolean isCash(Line line) {
    return line.kind() == Line.Kind.CASH || line.kind() == Line.Kind.SLEEVE_CASH;
  }

  /** What is held of a security, in a model's sleeve or, without a model, in the managed one. */
  private record Place(@Nullable String modelId, @Nullable String securityId) {}

  /** Every holding in its place; the first one where several sleeves are of one model. */
  private static Map<Place, PricedHolding> held(List<ValuedSleeve> sleeves) {
    var held = new HashMap<Place, PricedHolding>();
    for (var sleeve : sleeves) {
      for (var holding : sleeve.holdings()) {
        held.putIfAbsent(new Place(sleeve.modelId(), holding.securityId()), holding);
      }
    }
    return held;
  }

  private static Line.Kind kind(String name) {
    if (name.equals("CASH")) {
      return Line.Kind.CASH;
    }
    if (name.startsWith("SECURITY:")) {
      return Line.Kind.SECURITY;
    }
    if (name.startsWith("MODEL:")) {
      return Line.Kind.MODEL;
    }
    return name.endsWith("/CASH") ? Line.Kind.SLEEVE_CASH : Line.Kind.SLEEVE_HOLDING;
  }

  private static @Nullable String modelId(String name) {
    return switch (kind(name)) {
      case SECURITY, CASH -> null;
      case MODEL -> name.substring("MODEL:".length());
      case SLEEVE_HOLDING, SLEEVE_CASH -> name.substring(0, name.lastIndexOf('/'));
    };
  }

  private static @Nullable String securityId(String name) {
    return switch (kind(name)) {
      case CASH, MODEL, SLEEVE_CASH -> null;
      case SECURITY -> name.substring("SECURITY:".length());
      case SLEEVE_HOLDING -> name.substring(name.lastIndexOf('/') + 1);
    };
  }
}
