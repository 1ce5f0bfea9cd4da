package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.TickMonitor.Given;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A market and a book at random, told to several monitors at once: prices tick, and now and then
 * positions, targets, models, leverage or the guard's opinion of a price change. In the middle the
 * monitors are restarted.
 */
final class TickScenario {
  private static final int ACCOUNTS = 12;
  private static final int SECURITIES = 14;
  private static final List<String> MODELS = List.of("M", "N");

  private final Config config;
  private final Random random;
  private final MapBoards boards = new MapBoards();
  private final List<TickMonitor> monitors = new ArrayList<>();
  private final double[] prices = new double[SECURITIES];
  private long version = 1;

  /** How prices move. */
  enum Movement {
    WALK,
    JUMPS,
    CRASH
  }

  /**
   * What is being tried.
   *
   * @param levered model sleeves borrow, and some accounts live near their margin
   */
  record Config(
      long seed, Movement movement, Tolerance tolerance, String hysteresis, boolean levered) {}

  TickScenario(Config config) {
    this.config = config;
    this.random = new Random(config.seed);
  }

  MapBoards boards() {
    return boards;
  }

  void tell(TickMonitor monitor) {
    monitors.add(monitor);
  }

  void run(int ticks) {
    for (var i = 0; i < SECURITIES; i++) {
      prices[i] = 5 + random.nextInt(200);
      quote(i);
    }
    MODELS.forEach(this::model);
    for (var i = 0; i < 3; i++) {
      target("T-" + i);
    }
    for (var i = 0; i < ACCOUNTS; i++) {
      account(i);
    }
    monitors.forEach(TickMonitor::look);
    for (var tick = 0; tick < ticks; tick++) {
      if (tick == ticks / 2) {
        monitors.forEach(TickMonitor::restart);
      }
      step(tick);
      if (random.nextInt(4) > 0) {
        monitors.forEach(TickMonitor::look);
      }
    }
    monitors.forEach(TickMonitor::look);
  }

  private void step(int tick) {
    if (random.nextInt(60) == 0) {
      change(random.nextInt(8));
    } else {
      tick(random.nextInt(SECURITIES), tick);
    }
  }

  private void tick(int security, int tick) {
    var move = 0.015 * random.nextGaussian();
    if (config.movement == Movement.JUMPS && random.nextInt(40) == 0) {
      move = 0.4 * random.nextGaussian();
    } else if (config.movement == Movement.CRASH) {
      move += tick % 800 < 400 ? -0.004 : 0.004;
    }
    prices[security] = Math.min(Math.max(prices[security] * Math.exp(move), 0.5), 20_000);
    quote(security);
  }

  private void quote(int security) {
    quote(security, false);
  }

  /** Often in whole dollars: then weights come to lie exactly on their edges. */
  private void quote(int security, boolean quarantined) {
    var decimals = config.seed % 3 == 0 ? 0 : 2 + 2 * (int) (config.seed % 3);
    var shown = BigDecimal.valueOf(prices[security]).setScale(decimals, RoundingMode.CEILING);
    var id = "S-" + security;
    boards.quotes.put(id, new Quote(new Price(shown), "USD", Instant.EPOCH, quarantined));
    toAll(monitor -> monitor.securityChanged(id));
  }

  private void toAll(Consumer<TickMonitor> told) {
    monitors.forEach(told);
  }

  private void change(int what) {
    var account = random.nextInt(ACCOUNTS);
    var security = random.nextInt(SECURITIES);
    switch (what) {
      case 0 -> target("T-" + random.nextInt(3));
      case 1 -> model(MODELS.get(random.nextInt(MODELS.size())));
      case 2 -> quote(security, true);
      case 3 -> {
        boards.quotes.remove("S-" + security);
        toAll(monitor -> monitor.securityChanged("S-" + security));
      }
      case 4 -> toAll(monitor -> monitor.account("A-" + account, null));
      default -> account(account);
    }
  }

  private void model(String modelId) {
    var weights = new TreeMap<String, GivenWeight>();
    var first = modelId.equals("M") ? 4 : 7;
    var parts = 3 + random.nextInt(2);
    for (var i = 0; i < parts; i++) {
      weights.put("S-" + (first + i), weight(0.95 / parts * (0.8 + 0.2 * random.nextDouble())));
    }
    boards.model(new Model(modelId, Books.FIRM, version++, "manager", weights));
    toAll(monitor -> monitor.modelChanged(modelId));
  }

  private static GivenWeight weight(double fraction) {
    return new GivenWeight(BigDecimal.valueOf(fraction).setScale(4, RoundingMode.DOWN));
  }

  /** Securities 0 to 5, the models, and mostly a cash line; some lines never trigger. */
  private void target(String targetId) {
    var components = new ArrayList<Component>();
    var left = new BigDecimal("1.0000");
    var shares = config.levered ? 4 : 6;
    for (var i = 0; i < shares; i++) {
      var share = weight((config.levered ? 0.4 : 0.9) / shares * (0.8 + random.nextDouble() / 3));
      left = left.subtract(share.fraction());
      components.add(component(Component.Kind.SECURITY, "S-" + i, share));
    }
    if (config.levered) {
      for (var model : MODELS) {
        var share = weight(0.2 + 0.05 * random.nextDouble());
        left = left.subtract(share.fraction());
        components.add(component(Component.Kind.MODEL, model, share));
      }
    }
    var rest = new GivenWeight(left);
    components.add(
        random.nextInt(5) > 0
            ? component(Component.Kind.CASH, "", rest)
            : component(Component.Kind.SECURITY, "S-12", rest));
    boards.target(Books.target(targetId, Books.FIRM, version++, components));
    toAll(monitor -> monitor.targetChanged(targetId));
  }

  private Component component(Component.Kind kind, String ref, GivenWeight weight) {
    return new Component(
        kind,
        ref,
        weight,
        config.tolerance,
        Tolerance.DEFAULT_PRECISION,
        kind == Component.Kind.MODEL ? Leverage.of("1.5") : Leverage.NONE,
        random.nextInt(3) > 0,
        random.nextInt(8) > 0);
  }

  private void account(int account) {
    var id = "A-" + account;
    var given = given(id, 10_000 + random.nextInt(90_000));
    toAll(monitor -> monitor.account(id, given));
  }

  private Given given(String accountId, double size) {
    var sleeves = new ArrayList<Sleeve>();
    var borrowed = config.levered && random.nextInt(4) == 0 ? -0.2 : 0.1;
    var managed = config.levered ? 0.4 : 0.9;
    sleeves.add(
        sleeve("MANAGED", null, borrowed * size, 0, config.levered ? 4 : 6, managed * size));
    if (config.levered) {
      sleeves.add(sleeve("M", "M", -0.1 * size, 4, 4, 0.35 * size));
      if (random.nextInt(4) > 0) {
        sleeves.add(sleeve("N", "N", -0.12 * size, 7, 3, 0.35 * size));
      }
    }
    if (random.nextInt(4) == 0) {
      sleeves.add(sleeve("O", "O", 100, 2, random.nextInt(2), 0.02 * size));
    }
    return new Given(
        new Positions(accountId, version++, Instant.EPOCH, Positions.Feed.INTRADAY, null, sleeves),
        "T-" + random.nextInt(3),
        Map.of("M", Leverage.of(random.nextBoolean() ? "1.4" : "1.5"), "N", Leverage.of("1.5")),
        GivenWeight.of(List.of("0.25", "0.55", "0.65", "1").get(random.nextInt(4))));
  }

  private Sleeve sleeve(
      String id, @Nullable String modelId, double cash, int first, int count, double value) {
    var holdings = new ArrayList<Holding>();
    for (var i = first; i < first + count; i++) {
      var units = value / count / prices[i] * Math.exp(0.1 * random.nextGaussian());
      var decimals = random.nextInt(3) == 0 ? 6 : 0;
      var quantity = BigDecimal.valueOf(units).setScale(decimals, RoundingMode.CEILING);
      holdings.add(new Holding("S-" + i, new Quantity(quantity), List.of()));
    }
    return new Sleeve(
        id,
        modelId == null ? Sleeve.Kind.MANAGED : Sleeve.Kind.MODEL,
        modelId,
        new Money(BigDecimal.valueOf(cash).setScale(2, RoundingMode.HALF_EVEN)),
        Money.ZERO,
        Money.ZERO,
        holdings);
  }
}
