package io.evenkeel.core.account;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.tax.LossSale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Boards that a test writes on. */
final class KnownBoards implements Boards {
  static final Instant LONG_AGO = Instant.parse("2026-01-02T15:00:00Z");

  private final Map<String, Quote> quotes = new HashMap<>();
  private final Map<String, Model> models = new HashMap<>();
  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, Security> securities = new HashMap<>();
  private final Map<String, Halt> halts = new HashMap<>();
  private final List<LossSale> lossSales = new ArrayList<>();

  KnownBoards price(String securityId, String price) {
    quotes.put(securityId, new Quote(Price.of(price), "USD", LONG_AGO, false));
    return this;
  }

  KnownBoards quarantined(String securityId, String price) {
    quotes.put(securityId, new Quote(Price.of(price), "USD", LONG_AGO, true));
    return this;
  }

  KnownBoards withoutPrice(String securityId) {
    quotes.remove(securityId);
    return this;
  }

  /** Weights as {@code "AAA 0.60", "BBB 0.40"}; each version is the next. */
  KnownBoards model(String modelId, String... holdings) {
    var weights = new TreeMap<String, GivenWeight>();
    for (var holding : holdings) {
      var parts = holding.split(" ");
      weights.put(parts[0], GivenWeight.of(parts[1]));
    }
    var before = models.get(modelId);
    var version = before == null ? 1 : before.version() + 1;
    models.put(modelId, new Model(modelId, "F-1", version, "manager", weights));
    return this;
  }

  KnownBoards withoutModel(String modelId) {
    models.remove(modelId);
    return this;
  }

  KnownBoards target(String targetId, Component... components) {
    return put(target(targetId, "F-1", Target.Scope.ENTERPRISE, null, LONG_AGO, components));
  }

  KnownBoards targetOfFirm(String targetId, String firmId, Component... components) {
    return put(target(targetId, firmId, Target.Scope.ENTERPRISE, null, LONG_AGO, components));
  }

  KnownBoards ownTarget(
      String targetId, String accountId, String createdAt, Component... components) {
    var at = Instant.parse(createdAt);
    return put(target(targetId, "F-1", Target.Scope.ACCOUNT, accountId, at, components));
  }

  KnownBoards put(Target target) {
    targets.put(target.targetId(), target);
    return this;
  }

  KnownBoards withoutTarget(String targetId) {
    targets.remove(targetId);
    return this;
  }

  private Target target(
      String targetId,
      String firmId,
      Target.Scope scope,
      @Nullable String ownerAccountId,
      Instant createdAt,
      Component... components) {
    var before = targets.get(targetId);
    return new Target(
        targetId,
        firmId,
        before == null ? 1 : before.version() + 1,
        createdAt,
        scope,
        ownerAccountId,
        List.of(components),
        TradeLogic.BEST_FIT,
        LotMethod.CUSTODIAN_DEFAULT,
        null);
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes.get(securityId);
  }

  KnownBoards lossSale(LossSale sale) {
    lossSales.add(sale);
    return this;
  }

  KnownBoards volume(String securityId, String units) {
    return security(securityId, Security.TradingStatus.TRADING, Quantity.of(units));
  }

  KnownBoards halted(String securityId) {
    return security(securityId, Security.TradingStatus.HALTED, null);
  }

  private KnownBoards security(
      String securityId, Security.TradingStatus status, @Nullable Quantity volume) {
    var plain = Security.withDefaults(securityId);
    securities.put(
        securityId,
        new Security(
            securityId,
            securityId,
            null,
            null,
            null,
            null,
            "USD",
            plain.lot(),
            false,
            status,
            volume));
    return this;
  }

  KnownBoards haltedBy(String operator, String securityId, String reason) {
    halts.put(
        securityId, new Halt(Halt.Scope.SECURITY, securityId, true, reason, operator, LONG_AGO));
    return this;
  }

  @Override
  public Collection<LossSale> lossSales(String firmId, String group) {
    return lossSales.stream()
        .filter(sale -> sale.firmId().equals(firmId) && group.equals(sale.group()))
        .toList();
  }

  @Override
  public @Nullable Halt halt(Halt.Scope scope, String id) {
    return scope == Halt.Scope.SECURITY ? halts.get(id) : null;
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
  public @Nullable Target target(String targetId) {
    return targets.get(targetId);
  }

  @Override
  public @Nullable Target ownTarget(String accountId) {
    return targets.values().stream()
        .filter(target -> accountId.equals(target.ownerAccountId()))
        .max(Comparator.comparing(Target::createdAt).thenComparing(Target::targetId))
        .orElse(null);
  }
}
