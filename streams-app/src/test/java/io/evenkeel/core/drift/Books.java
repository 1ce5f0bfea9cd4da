package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Small books, written so that a test shows what matters and nothing else. */
final class Books {
  static final String FIRM = "F-1";

  private Books() {}

  static Account account() {
    return account("USD", AccountStatus.ACTIVE);
  }

  static Account account(String currency, AccountStatus status) {
    return account("A-1", currency, status);
  }

  static Account account(String accountId, String currency, AccountStatus status) {
    return new Account(
        accountId,
        FIRM,
        "ADV-1",
        "SCHWAB",
        "ref",
        "TAXABLE",
        AccountType.MARGIN,
        true,
        null,
        null,
        currency,
        status);
  }

  static Target target(String targetId, Component... components) {
    return target(targetId, FIRM, 1, List.of(components));
  }

  static Target target(String targetId, String firmId, long version, List<Component> components) {
    return new Target(
        targetId,
        firmId,
        version,
        Instant.EPOCH,
        Target.Scope.ENTERPRISE,
        null,
        components,
        TradeLogic.BEST_FIT,
        LotMethod.CUSTODIAN_DEFAULT,
        null);
  }

  static Component security(String securityId, String weight) {
    return Component.of(Component.Kind.SECURITY, securityId, weight);
  }

  static Component model(String modelId, String weight) {
    return Component.of(Component.Kind.MODEL, modelId, weight);
  }

  static Component cash(String weight) {
    return Component.of(Component.Kind.CASH, "", weight);
  }

  static Component subTarget(String targetId, String weight) {
    return Component.of(Component.Kind.SUBTARGET, targetId, weight);
  }

  static Component within(Component of, Tolerance threshold) {
    return new Component(
        of.kind(),
        of.ref(),
        of.weight(),
        threshold,
        of.precision(),
        of.leverage(),
        of.trackManagerLeverage(),
        of.triggers());
  }

  static Component silent(Component of) {
    return new Component(
        of.kind(),
        of.ref(),
        of.weight(),
        of.threshold(),
        of.precision(),
        of.leverage(),
        of.trackManagerLeverage(),
        /* triggers= */ false);
  }

  static Component levered(Component of, String leverage, boolean tracks) {
    return new Component(
        of.kind(),
        of.ref(),
        of.weight(),
        of.threshold(),
        of.precision(),
        Leverage.of(leverage),
        tracks,
        of.triggers());
  }

  /** A model of {@code security, weight, security, weight, …}. */
  static Model manager(String modelId, String... holdings) {
    var weights = new TreeMap<String, GivenWeight>();
    for (var i = 0; i < holdings.length; i += 2) {
      weights.put(holdings[i], GivenWeight.of(holdings[i + 1]));
    }
    return new Model(modelId, FIRM, 1, "manager", weights);
  }

  static Positions positions(Sleeve... sleeves) {
    return new Positions("A-1", 1, Instant.EPOCH, Positions.Feed.INTRADAY, null, List.of(sleeves));
  }

  /** The MANAGED sleeve, with {@code security, quantity, …}. */
  static Sleeve managed(String cash, String... holdings) {
    return sleeve("MANAGED", Sleeve.Kind.MANAGED, cash, holdings);
  }

  static Sleeve sleeve(String modelId, String cash, String... holdings) {
    return sleeve(modelId, Sleeve.Kind.MODEL, cash, holdings);
  }

  static Sleeve sleeve(String id, Sleeve.Kind kind, String cash, String... holdings) {
    var held = new ArrayList<Holding>();
    for (var i = 0; i < holdings.length; i += 2) {
      held.add(new Holding(holdings[i], Quantity.of(holdings[i + 1]), List.of()));
    }
    return new Sleeve(
        id,
        kind,
        kind == Sleeve.Kind.MODEL ? id : null,
        Money.of(cash),
        Money.ZERO,
        Money.ZERO,
        held);
  }
}
