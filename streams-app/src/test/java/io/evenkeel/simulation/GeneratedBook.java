package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.Holding;
import io.evenkeel.schemas.Lot;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.ModelHolding;
import io.evenkeel.schemas.OpeningState;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.schemas.Tolerance;
import io.evenkeel.schemas.TradeLogic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Firms, accounts, models and targets as a run begins, and what is edited about them later. */
final class GeneratedBook {
  static final List<String> SECURITIES = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF");
  static final List<String> FIRMS = List.of("F-1", "F-2");
  private static final int ACCOUNTS = 8;

  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Long> versions = new LinkedHashMap<>();
  private int commands;

  GeneratedBook(Chance chance, Outside outside, VirtualTime time) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
  }

  Map<String, Account> accounts() {
    return accounts;
  }

  List<String> targets(String firm) {
    return List.of(firm + "-PLAIN", firm + "-LEVERED", firm + "-NESTED");
  }

  static String model(String firm) {
    return firm + "-TECH";
  }

  /** Sends everything, each account in an order of its own. */
  void open(CustodianHouse custodians) {
    SECURITIES.forEach(id -> outside.send(Topics.SECURITIES, id, security(id, true)));
    for (var firm : FIRMS) {
      model(firm, "0.45", "0.35");
      targets(firm).forEach(id -> target(firm, id));
    }
    for (var i = 1; i <= ACCOUNTS; i++) {
      open("A-" + i, i % 4 == 0 ? "F-2" : "F-1", i, custodians);
    }
  }

  Security security(String id, boolean trading) {
    return Security.newBuilder()
        .setSymbol(id)
        .setTradingStatus(
            trading
                ? io.evenkeel.schemas.TradingStatus.TRADING
                : io.evenkeel.schemas.TradingStatus.HALTED)
        .setFractionable(id.equals("FFF"))
        .setAverageDailyVolume(new BigDecimal(id.equals("EEE") ? "20000" : "10000000"))
        .build();
  }

  /** A new version of a firm's model, with these weights; the rest is its manager's cash. */
  void model(String firm, String first, String second) {
    outside.send(
        Topics.MODELS,
        model(firm),
        Model.newBuilder()
            .setOwnerFirmId(firm)
            .setVersion(next(model(firm)))
            .setManager("manager")
            .setHoldings(
                List.of(
                    new ModelHolding("CCC", new BigDecimal(first)),
                    new ModelHolding("DDD", new BigDecimal(second))))
            .build());
  }

  private long next(String id) {
    return versions.merge(id, 1L, Long::sum);
  }

  /** A new version of a target, with weights that differ a little each time. */
  void target(String firm, String id) {
    var components = new ArrayList<Component>();
    if (id.endsWith("-PLAIN")) {
      var first = chance.between(25, 40);
      var second = chance.between(20, 35);
      components.add(line(ComponentKind.SECURITY, "AAA", first));
      components.add(line(ComponentKind.SECURITY, "BBB", second));
      components.add(line(ComponentKind.SECURITY, "FFF", 15));
      components.add(cash(85 - first - second));
    } else if (id.endsWith("-LEVERED")) {
      var model = chance.between(40, 60);
      components.add(
          Component.newBuilder(line(ComponentKind.MODEL, model(firm), model))
              .setLeverage(new BigDecimal(chance.one(List.of("1", "1.3", "1.5"))))
              .setTrackManagerLeverage(chance.percent(50))
              .setThreshold(new Tolerance(new BigDecimal("0.25"), new BigDecimal("0.05")))
              .build());
      components.add(line(ComponentKind.SECURITY, "EEE", 90 - model));
      components.add(cash(10));
    } else {
      components.add(line(ComponentKind.SUBTARGET, firm + "-PLAIN", 60));
      components.add(line(ComponentKind.SECURITY, "EEE", 40));
    }
    outside.send(
        Topics.TARGETS,
        id,
        Target.newBuilder()
            .setOwnerFirmId(firm)
            .setVersion(next(id))
            .setCreatedAt(time.now())
            .setScope(TargetScope.ENTERPRISE)
            .setTradeLogic(chance.percent(60) ? TradeLogic.BEST_FIT : TradeLogic.MIN_TRANSACTION)
            .setComponents(components)
            .build());
  }

  private static Component line(ComponentKind kind, String ref, int percent) {
    return Component.newBuilder()
        .setKind(kind)
        .setRef(ref)
        .setWeight(new BigDecimal(percent).movePointLeft(2))
        .build();
  }

  private static Component cash(int percent) {
    return Component.newBuilder(line(ComponentKind.CASH, "", percent))
        .setThreshold(new Tolerance(null, new BigDecimal("0.06")))
        .build();
  }

  private void open(String id, String firm, int number, CustodianHouse custodians) {
    var levered = number % 2 == 0;
    var account =
        Account.newBuilder()
            .setFirmId(firm)
            .setAdvisorId("ADV-" + firm)
            .setCustodianId(Universe.CUSTODIANS.get(number % 3 == 0 ? 1 : 0))
            .setCustodianAccountRef("X-" + number)
            .setType(levered ? AccountType.MARGIN : AccountType.CASH)
            .setMarginEnabled(levered)
            .setGroup(number <= 2 ? "G-1" : null)
            .setStatus(AccountState.ACTIVE)
            .build();
    accounts.put(id, account);
    var target = targets(firm).get(levered ? 1 : number % 4 == 1 ? 0 : 2);
    var first = positions(id, levered ? model(firm) : null);
    outside.send(Topics.ACCOUNT_COMMANDS, id, opening(firm, target));
    outside.send(Topics.ACCOUNTS, id, account);
    custodians.books().publish(BookWire.positions(id, first));
  }

  private AccountCommand opening(String firm, String target) {
    return command(firm, AccountCommandType.OPENING_STATE)
        .setOpeningState(
            OpeningState.newBuilder()
                .setTargetId(target)
                .setRebalancing(true)
                .setEstablished(chance.percent(70))
                .build())
        .build();
  }

  AccountCommand.Builder command(String firm, AccountCommandType type) {
    return AccountCommand.newBuilder()
        .setCommandId("C-" + ++commands)
        .setType(type)
        .setSentBy("advisor-" + firm)
        .setSentAt(time.now())
        .setFirmId(firm);
  }

  private Positions positions(String id, String model) {
    var sleeves = new ArrayList<Sleeve>();
    var managed = new ArrayList<Holding>();
    for (var security : List.of("AAA", "BBB", "EEE", "FFF")) {
      if (chance.percent(75)) {
        managed.add(holding(security, chance.between(20, 300)));
      }
    }
    sleeves.add(sleeve("MANAGED", SleeveKind.MANAGED, null, chance.money(2_000, 15_000), managed));
    if (model != null && chance.percent(70)) {
      var held =
          List.of(holding("CCC", chance.between(50, 150)), holding("DDD", chance.between(50, 150)));
      sleeves.add(sleeve(model, SleeveKind.MODEL, model, chance.money(500, 3_000), held));
    }
    return Positions.newBuilder()
        .setVersion(1)
        .setAsOf(time.now())
        .setFeed(PositionsFeed.INTRADAY)
        .setSleeves(sleeves)
        .build();
  }

  private Holding holding(String security, int quantity) {
    var lots = new ArrayList<Lot>();
    if (chance.percent(50)) {
      lots.add(
          Lot.newBuilder()
              .setQuantity(new BigDecimal(quantity))
              .setCostBasis(
                  new BigDecimal(quantity)
                      .multiply(chance.money(20, 150))
                      .setScale(2, java.math.RoundingMode.HALF_EVEN))
              .setAcquired(LocalDate.of(2025, 1, 2))
              .build());
    }
    return Holding.newBuilder()
        .setSecurityId(security)
        .setQuantity(new BigDecimal(quantity))
        .setLots(lots)
        .build();
  }

  private static Sleeve sleeve(
      String id, SleeveKind kind, String model, BigDecimal cash, List<Holding> holdings) {
    return Sleeve.newBuilder()
        .setSleeveId(id)
        .setKind(kind)
        .setModelId(model)
        .setSettledCash(cash)
        .setHoldings(holdings)
        .build();
  }
}
