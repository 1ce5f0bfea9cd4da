package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Books and events at random. Numbers are small and round half of the time, so that weights land on
 * their edges often; otherwise they have as many decimals as are allowed. A calm world has accounts
 * near their target, so that flags come and go; in a wild one anything is held by anybody.
 */
final class RandomWorld {
  private static final List<String> MODELS = List.of("ALPHA", "BETA");
  private static final List<String> TARGETS = List.of("T-0", "T-1", "T-2", "T-3");

  private final Random random;
  private final boolean round;
  private final boolean calm;
  private final List<String> securities;
  private final List<String> accounts = new ArrayList<>();
  private final TreeMap<String, Double> prices = new TreeMap<>();
  private long version = 1;
  private Instant now = Instant.EPOCH;

  RandomWorld(long seed, int accountCount, List<String> securities) {
    this(scrambled(seed), accountCount, securities, seed % 3 > 0);
  }

  private RandomWorld(Random random, int accountCount, List<String> securities, boolean calm) {
    this.random = random;
    this.calm = calm;
    round = random.nextBoolean();
    this.securities = securities;
    for (var i = 0; i < accountCount; i++) {
      accounts.add("A-" + i);
    }
  }

  static RandomWorld calm(long seed, int accountCount, List<String> securities) {
    return new RandomWorld(scrambled(seed), accountCount, securities, /* calm= */ true);
  }

  /** Neighbouring seeds begin alike. */
  private static Random scrambled(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** What a security costs by somebody else's prices: new positions are sized by it. */
  void learn(String securityId, double price) {
    prices.put(securityId, price);
  }

  void open(TwoMonitors monitors) {
    monitors.now(now);
    for (var id : securities) {
      if (random.nextInt(10) > 0) {
        monitors.security(id, Security.withDefaults(id));
      }
      price(monitors, id, (calm ? 100 : 1) + random.nextInt(100));
    }
    MODELS.forEach(id -> monitors.model(id, model(id)));
    TARGETS.forEach(id -> monitors.target(id, target(id)));
    for (var id : accounts) {
      monitors.account(id, Books.account(id, "USD", AccountStatus.ACTIVE));
      monitors.positions(id, positions(id));
      monitors.assign(id, anyTarget());
      monitors.rebalancing(id, random.nextInt(5) > 0);
      for (var model : MODELS) {
        if (random.nextBoolean()) {
          monitors.leverage(id, model, leverage());
        }
      }
    }
  }

  /** Mostly prices move; else one other thing happens. */
  void step(TwoMonitors monitors) {
    now = now.plusSeconds(1);
    monitors.now(now);
    if (random.nextInt(calm ? 25 : 8) > 0) {
      moveSomePrices(monitors);
    } else if (calm && random.nextBoolean()) {
      rebalanceAll(monitors);
    } else {
      somethingElse(monitors, random.nextInt(16));
    }
  }

  void rebalanceAll(TwoMonitors monitors) {
    for (var id : accounts) {
      monitors.positions(id, positions(id));
      monitors.look();
      monitors.acknowledge(id);
    }
  }

  void moveSomePrices(TwoMonitors monitors) {
    for (var id : securities) {
      if (random.nextInt(3) == 0) {
        var jump = random.nextInt(50) == 0 ? 0.5 + random.nextDouble() : 1;
        var before = prices.getOrDefault(id, 10.0);
        price(monitors, id, before * jump * Math.exp(0.04 * random.nextGaussian()));
      }
    }
  }

  private void somethingElse(TwoMonitors monitors, int what) {
    var account = accounts.get(random.nextInt(accounts.size()));
    var security = securities.get(random.nextInt(securities.size()));
    var model = MODELS.get(random.nextInt(MODELS.size()));
    var target = TARGETS.get(random.nextInt(TARGETS.size()));
    switch (what) {
      case 0, 1, 2 -> monitors.positions(account, positions(account));
      case 3 -> monitors.positions(account, random.nextInt(3) > 0 ? positions(account) : null);
      case 4 -> monitors.target(target, target(target));
      case 5 -> monitors.target(target, random.nextBoolean() ? broken(target) : null);
      case 6 -> TARGETS.forEach(id -> monitors.target(id, target(id)));
      case 7 -> monitors.assign(account, anyTarget());
      case 8 -> monitors.rebalancing(account, random.nextBoolean());
      case 9 -> accounts.forEach(monitors::acknowledge);
      case 10 -> monitors.leverage(account, model, leverage());
      case 11 -> monitors.model(model, random.nextInt(4) > 0 ? model(model) : null);
      case 12 -> MODELS.forEach(id -> monitors.model(id, model(id)));
      case 13 -> monitors.quote(security, oddQuote());
      case 14 ->
          monitors.account(
              account,
              random.nextInt(3) > 0
                  ? Books.account(
                      account, random.nextInt(4) > 0 ? "USD" : "EUR", AccountStatus.ACTIVE)
                  : Books.account(account, "USD", AccountStatus.FROZEN));
      default -> monitors.account(account, random.nextInt(3) > 0 ? ordinary(account) : null);
    }
  }

  private static Account ordinary(String accountId) {
    return Books.account(accountId, "USD", AccountStatus.ACTIVE);
  }

  private static GivenWeight part(String weight) {
    return GivenWeight.of(weight);
  }

  private @Nullable Quote oddQuote() {
    var price = Price.of("10");
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new Quote(price, "EUR", now, false);
      case 2 -> new Quote(price, "USD", now, true);
      default -> new Quote(price, "USD", now.minusSeconds(30), false);
    };
  }

  private void price(TwoMonitors monitors, String id, double price) {
    var kept = Math.min(Math.max(price, 0.01), 1e6);
    prices.put(id, kept);
    var decimals = round ? 0 : random.nextInt(7);
    var shown = BigDecimal.valueOf(kept).setScale(decimals, RoundingMode.HALF_EVEN);
    var above = shown.signum() > 0 ? shown : BigDecimal.ONE;
    monitors.quote(id, new Quote(new Price(above), "USD", now, false));
  }

  private @Nullable String anyTarget() {
    return switch (random.nextInt(calm ? 24 : 8)) {
      case 0 -> null;
      case 1 -> "T-NEVER-SEEN";
      default -> TARGETS.get(random.nextInt(TARGETS.size()));
    };
  }

  private Leverage leverage() {
    return Leverage.of(
        List.of("0.5", "1", "1.25", "1.5", "2", "1.33333333").get(random.nextInt(6)));
  }

  Model model(String modelId) {
    var weights = new TreeMap<String, GivenWeight>();
    if (calm) {
      weights.put(
          securities.get(3),
          GivenWeight.of(List.of("0.5", "0.505", "0.506").get(random.nextInt(3))));
      weights.put(securities.get(4), GivenWeight.of("0.4"));
      return new Model(modelId, Books.FIRM, version++, "manager", weights);
    }
    var parts = parts(1 + random.nextInt(4), round ? 20 : 10_000);
    for (var i = 0; i + 1 < parts.size() || (i < parts.size() && random.nextInt(3) == 0); i++) {
      weights.put(securities.get(random.nextInt(securities.size())), parts.get(i));
    }
    var firm = random.nextInt(20) > 0 ? Books.FIRM : "F-2";
    return new Model(modelId, firm, version++, "manager", weights);
  }

  /** So many weights above 0 that sum to 1, each a multiple of 1/units. */
  private List<GivenWeight> parts(int count, int units) {
    var cuts = new TreeSet<Integer>();
    while (cuts.size() < count - 1) {
      cuts.add(1 + random.nextInt(units - 1));
    }
    cuts.add(units);
    var parts = new ArrayList<GivenWeight>();
    var last = 0;
    for (var cut : cuts) {
      parts.add(new GivenWeight(BigDecimal.valueOf(cut - last).divide(BigDecimal.valueOf(units))));
      last = cut;
    }
    return parts;
  }

  /** A target refers to those after it only, so a sound one has no cycle. */
  private Target target(String targetId) {
    var components = new ArrayList<Component>();
    if (calm) {
      components.add(component(Component.Kind.SECURITY, securities.get(0), part("0.25")));
      components.add(component(Component.Kind.SECURITY, securities.get(1), part("0.25")));
      components.add(component(Component.Kind.SECURITY, securities.get(2), part("0.20")));
      components.add(component(Component.Kind.MODEL, MODELS.get(0), part("0.20")));
      components.add(component(Component.Kind.CASH, "", part("0.10")));
      return target(targetId, components);
    }
    for (var weight : parts(2 + random.nextInt(4), round ? 20 : 10_000)) {
      components.add(component(targetId, weight));
    }
    if (random.nextInt(10) == 0) {
      components.add(component(targetId, GivenWeight.ZERO));
    }
    return target(targetId, components);
  }

  private Target target(String targetId, List<Component> components) {
    return new Target(
        targetId,
        Books.FIRM,
        version++,
        now,
        Target.Scope.ENTERPRISE,
        null,
        components,
        random.nextInt(5) > 0 ? TradeLogic.BEST_FIT : TradeLogic.MIN_TRANSACTION,
        LotMethod.CUSTODIAN_DEFAULT,
        random.nextInt(5) > 0 ? null : Money.of("5"));
  }

  private Component component(String targetId, GivenWeight weight) {
    var later = TARGETS.subList(TARGETS.indexOf(targetId) + 1, TARGETS.size());
    var kind = random.nextInt(10);
    if (kind < 2 && !later.isEmpty()) {
      return component(Component.Kind.SUBTARGET, later.get(random.nextInt(later.size())), weight);
    }
    if (kind < 5) {
      return component(Component.Kind.MODEL, MODELS.get(random.nextInt(MODELS.size())), weight);
    }
    if (kind < 6) {
      return component(Component.Kind.CASH, "", weight);
    }
    var security = securities.get(random.nextInt(securities.size()));
    return component(Component.Kind.SECURITY, security, weight);
  }

  private Component component(Component.Kind kind, String ref, GivenWeight weight) {
    return new Component(
        kind,
        ref,
        weight,
        tolerance(),
        Tolerance.DEFAULT_PRECISION,
        calm || random.nextInt(8) > 0 ? Leverage.NONE : leverage(),
        calm || random.nextInt(4) > 0,
        random.nextInt(6) > 0);
  }

  private Tolerance tolerance() {
    return switch (random.nextInt(5)) {
      case 0 -> Tolerance.absolute("0.05");
      case 1 -> Tolerance.lesserOf("0.25", "0.05");
      case 2 -> Tolerance.relative(calm ? "0.1" : "0");
      default -> Tolerance.DEFAULT_THRESHOLD;
    };
  }

  private Target broken(String targetId) {
    return switch (random.nextInt(3)) {
      case 0 -> Books.target(targetId, Books.cash("0.95"));
      case 1 -> Books.target(targetId, Books.subTarget(targetId, "1"));
      default ->
          Books.target(
              targetId,
              Books.model("ALPHA", "0.5"),
              Books.levered(Books.model("ALPHA", "0.5"), "2", true));
    };
  }

  private Positions positions(String accountId) {
    var sleeves = new ArrayList<Sleeve>();
    if (calm) {
      var size = 20_000 + random.nextInt(80_000);
      sleeves.add(
          near(
              "MANAGED",
              Sleeve.Kind.MANAGED,
              0.10 * size,
              0,
              0.25 * size,
              0.25 * size,
              0.2 * size));
      sleeves.add(near(MODELS.get(0), Sleeve.Kind.MODEL, 0.02 * size, 3, 0.1 * size, 0.08 * size));
      return new Positions(accountId, version++, now, Positions.Feed.INTRADAY, null, sleeves);
    }
    sleeves.add(sleeve("MANAGED", Sleeve.Kind.MANAGED, 4, random.nextInt(10) == 0));
    for (var model : MODELS) {
      if (random.nextInt(4) > 0) {
        sleeves.add(sleeve(model, Sleeve.Kind.MODEL, random.nextInt(4), random.nextInt(4) == 0));
      }
    }
    if (random.nextInt(3) == 0) {
      sleeves.add(sleeve("FUNDING", Sleeve.Kind.FUNDING, 0, false));
      sleeves.add(sleeve("FENCED", Sleeve.Kind.PROTECTED, 2, false));
    }
    Collections.shuffle(sleeves, random);
    return new Positions(accountId, version++, now, Positions.Feed.INTRADAY, null, sleeves);
  }

  /** A sleeve of about such values, in whole shares of the securities from the first on. */
  private Sleeve near(String id, Sleeve.Kind kind, double cash, int first, double... values) {
    var holdings = new ArrayList<Holding>();
    for (var i = 0; i < values.length; i++) {
      var security = securities.get(first + i);
      var shares = Math.max(1, Math.round(values[i] / prices.getOrDefault(security, 100.0)));
      holdings.add(new Holding(security, Quantity.of(String.valueOf(shares)), List.of()));
    }
    return new Sleeve(
        id,
        kind,
        kind == Sleeve.Kind.MODEL ? id : null,
        new Money(BigDecimal.valueOf(Math.round(cash))),
        Money.ZERO,
        Money.ZERO,
        holdings);
  }

  private Sleeve sleeve(String id, Sleeve.Kind kind, int count, boolean borrows) {
    var held = new TreeMap<String, Holding>();
    for (var i = 0; i < count; i++) {
      var security = securities.get(random.nextInt(securities.size()));
      held.put(security, new Holding(security, quantity(), List.of()));
    }
    if (random.nextInt(100) == 0) {
      held.put("NEVER-SEEN", new Holding("NEVER-SEEN", quantity(), List.of()));
    }
    var holdings = new ArrayList<>(held.values());
    Collections.shuffle(holdings, random);
    var cash = cash();
    return new Sleeve(
        id,
        kind,
        kind == Sleeve.Kind.MODEL ? id : null,
        borrows ? cash.negate() : cash,
        random.nextInt(5) == 0 ? Money.of("12.34") : Money.ZERO,
        random.nextInt(5) == 0 ? Money.of("4.32") : Money.ZERO,
        holdings);
  }

  private Quantity quantity() {
    if (random.nextInt(12) == 0) {
      return Quantity.ZERO;
    }
    return round
        ? Quantity.of(String.valueOf(10 * (1 + random.nextInt(10))))
        : new Quantity(BigDecimal.valueOf(1 + random.nextInt(100_000_000), 6));
  }

  private Money cash() {
    if (random.nextInt(5) == 0) {
      return Money.ZERO;
    }
    return round
        ? Money.of(String.valueOf(100 * random.nextInt(20)))
        : new Money(BigDecimal.valueOf(random.nextInt(200_000), 2));
  }
}
