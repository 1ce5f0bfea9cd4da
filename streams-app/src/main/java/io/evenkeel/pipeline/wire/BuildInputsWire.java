package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.TradeProposal.BuiltFrom;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.market.RecordedBoards;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildSettings;
import io.evenkeel.schemas.BuildInputs;
import io.evenkeel.schemas.SecurityInput;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that a build depended on, so that whoever has the record can build again. */
final class BuildInputsWire {
  private BuildInputsWire() {}

  static BuildInputs write(BuiltFrom from) {
    var input = from.input();
    var settings = input.settings();
    var wire = BuildInputs.newBuilder();
    TaxWire.write(input.tax(), wire);
    return wire.setAccount(BookWire.write(input.account()))
        .setPositions(PositionsWire.write(input.positions()))
        .setTargetContent(input.target().content())
        .setTargetVersions(VersionedIds.write(input.target().versions()))
        .setLogic(Symbols.write(input.logic(), io.evenkeel.schemas.TradeLogic.class))
        .setScope(ScopeWire.write(input.scope()))
        .setEffectiveLeverage(DriftInputsWire.leverages(input.effectiveLeverage()))
        .setSides(DriftInputsWire.sides(breached(input.sides())))
        .setReallocatedModels(input.reallocatedModels().stream().sorted().toList())
        .setSecurities(securities(from.boards()))
        .setModels(ModelInputs.write(from.boards().models().values()))
        .setHysteresis(DriftInputsWire.setting(settings.hysteresis()))
        .setInitialMargin(DriftInputsWire.setting(settings.initialMargin()))
        .setFloor(settings.floor().dollars())
        .setMaxVolumeShare(setting(settings.maxVolumeShare()))
        .setMaintenanceMargin(setting(settings.maintenanceMargin()))
        .setLimits(LimitWire.write(input.limits()))
        .build();
  }

  static BuiltFrom read(String accountId, BuildInputs wire) {
    var boards = new RecordedBoards(new CarriedBoards(wire));
    return new BuiltFrom(input(accountId, wire, boards), boards);
  }

  private static BuildInput input(String accountId, BuildInputs wire, Boards boards) {
    return new BuildInput(
        BookWire.account(accountId, wire.getAccount()),
        BookWire.positions(accountId, wire.getPositions()),
        target(wire),
        new TreeMap<String, Leverage>(Units.leverages(wire.getEffectiveLeverage())),
        DriftInputsWire.readSides(wire.getSides()),
        new HashSet<>(wire.getReallocatedModels()),
        Symbols.read(wire.getLogic(), TradeLogic.class, "logic"),
        ScopeWire.read(wire.getScope()),
        boards,
        new BuildSettings(
            Rational.of(wire.getHysteresis()),
            Rational.of(wire.getInitialMargin()),
            new Money(wire.getFloor()),
            exact(wire.getMaxVolumeShare()),
            exact(wire.getMaintenanceMargin())),
        LimitWire.read(wire.getLimits()),
        TaxWire.terms(wire));
  }

  private static @Nullable BigDecimal setting(@Nullable Rational setting) {
    return setting == null ? null : DriftInputsWire.setting(setting);
  }

  private static @Nullable Rational exact(@Nullable BigDecimal setting) {
    return setting == null ? null : Rational.of(setting);
  }

  private static ExpandedTarget target(BuildInputs wire) {
    var content = ExpandedTarget.ofContent(wire.getTargetContent());
    return new ExpandedTarget(
        content.lines(),
        VersionedIds.read(wire.getTargetVersions()),
        content.tradeLogic(),
        content.lotMethod(),
        content.minTradeAmount());
  }

  private static Map<String, Side> breached(Map<String, Side> sides) {
    var breached = new TreeMap<>(sides);
    breached.values().removeIf(side -> side == Side.NONE);
    return breached;
  }

  private static List<SecurityInput> securities(RecordedBoards boards) {
    return boards.securitiesAsked().stream()
        .map(id -> security(id, boards.quote(id), boards.security(id)))
        .toList();
  }

  private static SecurityInput security(
      String securityId, @Nullable Quote quote, @Nullable Security known) {
    var security = known == null ? Security.withDefaults(securityId) : known;
    var wire =
        SecurityInput.newBuilder()
            .setSecurityId(securityId)
            .setLot(security.lot().units())
            .setAverageDailyVolume(Units.decimal(security.averageDailyVolume()))
            .setTradingStatus(
                Symbols.write(security.tradingStatus(), io.evenkeel.schemas.TradingStatus.class));
    if (quote != null) {
      wire.setPrice(quote.price().perUnit())
          .setPriceAsOf(quote.asOf())
          .setQuarantined(quote.quarantined())
          .setCurrency(quote.currency());
    }
    return wire.build();
  }

  /** The boards as far as the record carries them. */
  private static final class CarriedBoards implements Boards {
    private final Map<String, Quote> quotes = new HashMap<>();
    private final Map<String, Security> securities = new HashMap<>();
    private final Map<String, Model> models = new HashMap<>();

    CarriedBoards(BuildInputs wire) {
      wire.getSecurities().forEach(this::carry);
      ModelInputs.read(wire.getModels(), wire.getAccount().getFirmId())
          .forEach(model -> models.put(model.modelId(), model));
    }

    private void carry(SecurityInput wire) {
      var id = wire.getSecurityId();
      securities.put(id, security(wire));
      if (wire.getPrice() != null) {
        var asOf = wire.getPriceAsOf() == null ? Instant.EPOCH : wire.getPriceAsOf();
        quotes.put(
            id,
            new Quote(new Price(wire.getPrice()), wire.getCurrency(), asOf, wire.getQuarantined()));
      }
    }

    private static Security security(SecurityInput wire) {
      var defaults = Security.withDefaults(wire.getSecurityId());
      return new Security(
          defaults.securityId(),
          defaults.symbol(),
          null,
          null,
          null,
          null,
          defaults.currency(),
          new Quantity(wire.getLot()),
          new Quantity(wire.getLot()).compareTo(Security.WHOLE_SHARE) < 0,
          Symbols.read(wire.getTradingStatus(), Security.TradingStatus.class, "tradingStatus"),
          Units.quantity(wire.getAverageDailyVolume()));
    }

    @Override
    public @Nullable Quote quote(String securityId) {
      return quotes.get(securityId);
    }

    @Override
    public @Nullable Security security(String securityId) {
      return securities.get(securityId);
    }

    @Override
    public @Nullable Model model(String modelId) {
      return models.get(modelId);
    }

    @Override
    public io.evenkeel.core.book.@Nullable Target target(String targetId) {
      return null;
    }
  }
}
