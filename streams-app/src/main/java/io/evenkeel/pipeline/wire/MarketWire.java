package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Security.TradingStatus;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Topics {@code prices}, {@code securities}, {@code models}, {@code targets}, {@code controls}. */
public final class MarketWire {
  private MarketWire() {}

  public static Tick tick(String securityId, io.evenkeel.schemas.Price wire) {
    return new Tick(new Price(wire.getPrice()), wire.getCurrency(), wire.getAsOf());
  }

  /** A trading status that this release does not know is taken for a halt, to be safe. */
  public static Security security(String securityId, io.evenkeel.schemas.Security wire) {
    return new Security(
        securityId,
        wire.getSymbol(),
        wire.getCusip(),
        wire.getFigi(),
        wire.getName(),
        wire.getSecurityClass(),
        wire.getCurrency(),
        lot(wire),
        wire.getFractionable(),
        wire.getTradingStatus() == io.evenkeel.schemas.TradingStatus.TRADING
            ? TradingStatus.TRADING
            : TradingStatus.HALTED,
        Units.quantity(wire.getAverageDailyVolume()));
  }

  private static Quantity lot(io.evenkeel.schemas.Security wire) {
    var stated = Units.quantity(wire.getLot());
    if (stated != null) {
      return stated;
    }
    return wire.getFractionable() ? Security.FRACTION : Security.WHOLE_SHARE;
  }

  public static Model model(String modelId, io.evenkeel.schemas.Model wire) {
    return new Model(
        modelId,
        Texts.required(wire.getOwnerFirmId(), "ownerFirmId"),
        wire.getVersion(),
        wire.getManager(),
        holdings(modelId, wire.getHoldings()));
  }

  private static SortedMap<String, GivenWeight> holdings(
      String modelId, List<io.evenkeel.schemas.ModelHolding> wire) {
    var holdings = new TreeMap<String, GivenWeight>();
    for (var holding : wire) {
      var securityId = Texts.required(holding.getSecurityId(), "securityId");
      if (holdings.put(securityId, new GivenWeight(holding.getWeight())) != null) {
        throw new IllegalArgumentException(
            "model %s names %s twice; sum its weights".formatted(modelId, securityId));
      }
    }
    return holdings;
  }

  /** What is invalid about a target is not looked at here: it is taken as its owner states it. */
  public static Target target(String targetId, io.evenkeel.schemas.Target wire) {
    return new Target(
        targetId,
        Texts.required(wire.getOwnerFirmId(), "ownerFirmId"),
        wire.getVersion(),
        wire.getCreatedAt(),
        Symbols.read(wire.getScope(), Target.Scope.class, "scope"),
        wire.getOwnerAccountId(),
        wire.getComponents().stream().map(MarketWire::component).toList(),
        Symbols.read(wire.getTradeLogic(), TradeLogic.class, "tradeLogic"),
        Symbols.read(wire.getLotMethod(), LotMethod.class, "lotMethod"),
        Units.money(wire.getMinTradeAmount()));
  }

  private static Component component(io.evenkeel.schemas.Component wire) {
    return new Component(
        Symbols.read(wire.getKind(), Component.Kind.class, "kind"),
        wire.getRef(),
        new GivenWeight(wire.getWeight()),
        tolerance(wire.getThreshold(), Tolerance.DEFAULT_THRESHOLD),
        tolerance(wire.getPrecision(), Tolerance.DEFAULT_PRECISION),
        leverage(wire.getLeverage()),
        wire.getTrackManagerLeverage(),
        wire.getTriggers());
  }

  private static Tolerance tolerance(
      io.evenkeel.schemas.@Nullable Tolerance wire, Tolerance unlessStated) {
    return wire == null
        ? unlessStated
        : new Tolerance(Units.weight(wire.getRelative()), Units.weight(wire.getAbsolute()));
  }

  private static Leverage leverage(@Nullable BigDecimal wire) {
    return wire == null ? Leverage.NONE : new Leverage(wire);
  }

  /** What happens to a security. */
  public static CorporateAction corporateAction(
      String securityId, io.evenkeel.schemas.CorporateAction wire) {
    return new CorporateAction(
        securityId,
        Symbols.read(wire.getType(), CorporateAction.Type.class, "type"),
        wire.getEffectiveDate(),
        wire.getRatio() == null ? null : Rational.of(wire.getRatio()),
        wire.getNewSecurityId());
  }

  /**
   * A halt, set or lifted.
   *
   * @param key must be the scope and its id, such as FIRM/F-1
   */
  public static Halt control(String key, io.evenkeel.schemas.Control wire) {
    var scope = Symbols.read(wire.getScope(), Halt.Scope.class, "scope");
    var halt =
        new Halt(
            scope,
            wire.getScopeId(),
            wire.getHalted(),
            wire.getReason(),
            wire.getSetBy(),
            wire.getSetAt());
    if (!halt.key().equals(key)) {
      throw new IllegalArgumentException(
          "the key %s is not what the control is about, %s".formatted(key, halt.key()));
    }
    return halt;
  }
}
