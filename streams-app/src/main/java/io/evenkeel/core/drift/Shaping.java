package io.evenkeel.core.drift;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.corridor.Shape;
import io.evenkeel.core.money.GivenWeight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has to know of one account so that it can tell, from prices alone, whether a
 * judgement would say the same again. Every line is guarded, also one that never triggers: its side
 * is remembered, reported and built on.
 */
final class Shaping {
  private final Hysteresis hysteresis;
  private final ToIntFunction<String> symbols;
  private final Judgement.Checkable last;
  private final Map<String, Line> lines = new HashMap<>();
  private boolean unusual;

  private Shaping(Hysteresis hysteresis, ToIntFunction<String> symbols, Judgement.Checkable last) {
    this.hysteresis = hysteresis;
    this.symbols = symbols;
    this.last = last;
    last.lines().forEach(line -> lines.put(line.name(), line));
  }

  /**
   * The account as judged.
   *
   * @param symbols the engine's number of a security
   * @return {@code null} where only a judgement can tell: short positions, a sleeve without equity
   */
  static @Nullable Shape of(
      Positions positions,
      Judgement.Checkable last,
      Hysteresis hysteresis,
      GivenWeight maintenance,
      ToIntFunction<String> symbols) {
    return new Shaping(hysteresis, symbols, last).shape(positions, maintenance);
  }

  private @Nullable Shape shape(Positions positions, GivenWeight maintenance) {
    var managed = positions.managed();
    var sleeves = new ArrayList<Sleeve>();
    var bounds = new EquityBounds().margin(last, maintenance);
    var cash = dollars(managed);
    bounds.keep(cash, guard("CASH"));
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MODEL) {
        if (held(sleeve).isEmpty()) {
          bounds.keep(dollars(sleeve), guard("MODEL:" + sleeve.modelId()));
          cash += dollars(sleeve);
        } else {
          sleeves.add(sleeve);
        }
      }
    }
    var shape = new Shape(1 + sleeves.size(), count(managed) + count(sleeves));
    shape.base(cash, bounds.ceiling(), bounds.floor());
    add(shape, managed, "SECURITY:");
    sleeves.forEach(sleeve -> add(shape, sleeve));
    return unusual ? null : shape;
  }

  private void add(Shape shape, Sleeve sleeve) {
    var bounds = new EquityBounds().keep(dollars(sleeve), guard(sleeve.modelId() + "/CASH"));
    shape.base(dollars(sleeve), bounds.ceiling(), bounds.floor());
    var line = possible(guard("MODEL:" + sleeve.modelId()));
    shape.line(line.up(), line.down());
    add(shape, sleeve, sleeve.modelId() + "/");
  }

  private void add(Shape shape, Sleeve sleeve, String prefix) {
    for (var holding : held(sleeve)) {
      var guard = possible(guard(prefix + holding.securityId()));
      shape.position(
          symbols.applyAsInt(holding.securityId()),
          holding.quantity().units().doubleValue(),
          guard.up(),
          guard.down());
    }
  }

  private Guard possible(Guard guard) {
    unusual |= !guard.allowsHoldings();
    return guard;
  }

  /** A holding of a sleeve that its target does not name has no line, and nothing to keep to. */
  private Guard guard(String lineName) {
    var line = lines.get(lineName);
    return line == null ? Guard.NONE : Guard.of(line, hysteresis);
  }

  private List<Holding> held(Sleeve sleeve) {
    var held = new ArrayList<Holding>();
    for (var holding : sleeve.holdings()) {
      if (holding.quantity().signum() > 0) {
        held.add(holding);
      }
      unusual |= holding.quantity().signum() < 0;
    }
    return held;
  }

  private int count(List<Sleeve> sleeves) {
    return sleeves.stream().mapToInt(this::count).sum();
  }

  private int count(Sleeve sleeve) {
    return held(sleeve).size();
  }

  private static double dollars(Sleeve sleeve) {
    return sleeve.cash().dollars().doubleValue();
  }
}
