package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.Holding;
import io.evenkeel.schemas.OpeningState;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.schemas.Tolerance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The accounts of a run. {@code A-1} and on follow one of 400 enterprise targets of as many
 * securities as asked, each with a share of the sub-target {@code RESERVE}; the first ones have
 * drifted, the others are on target. {@code E-1} and on hold half in a security of their own, which
 * nobody else holds, so that one tick of it is one drift event.
 */
final class LoadBook {
  static final int EVENT_ACCOUNTS = 2_000;
  static final String FIRM = "FIRM";
  static final String CUSTODIAN = "SCHWAB";
  static final String RESERVE = "RESERVE";

  /** Prices of an event account's security: on target, and outside the band. */
  static final BigDecimal ON_TARGET = new BigDecimal("100.00");

  static final BigDecimal OUTSIDE = new BigDecimal("120.00");

  private static final int TARGETS = 400;
  private static final double POPULARITY = 0.67;
  private static final double EQUITY = 500_000;
  private static final BigDecimal RESERVE_SHARE = new BigDecimal("0.04");

  private final int accounts;
  private final int drifted;
  private final List<String> symbols = new ArrayList<>();
  private final double[] cumulative;
  private final List<List<Integer>> held = new ArrayList<>();
  private final Instant at;

  LoadBook(int accounts, int drifted, int symbols, int perAccount, Instant at) {
    this.accounts = accounts;
    this.drifted = drifted;
    this.at = at;
    this.cumulative = new double[symbols];
    var sum = 0.0;
    for (var i = 0; i < symbols; i++) {
      this.symbols.add("S-" + i);
      sum += Math.pow(i + 1, -POPULARITY);
      cumulative[i] = sum;
    }
    var random = new SplittableRandom(1);
    for (var i = 0; i < TARGETS; i++) {
      held.add(someSymbols(perAccount, random));
    }
  }

  private List<Integer> someSymbols(int count, SplittableRandom random) {
    var chosen = new TreeSet<Integer>();
    while (chosen.size() < count) {
      chosen.add(popular(random));
    }
    return List.copyOf(chosen);
  }

  /** A symbol's number; the first ones are held and traded most. */
  int popular(SplittableRandom random) {
    var at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[symbols.size() - 1]);
    return Math.min(at < 0 ? -at - 1 : at, symbols.size() - 1);
  }

  int accounts() {
    return accounts;
  }

  int everyone() {
    return accounts + EVENT_ACCOUNTS;
  }

  List<String> symbols() {
    return symbols;
  }

  /** What a symbol opens at, in dollars. */
  static BigDecimal opening(int symbol) {
    return BigDecimal.valueOf(20 + symbol % 180).setScale(2);
  }

  static String eventAccount(int number) {
    return "E-" + number;
  }

  static String eventSymbol(int number) {
    return "EV-" + number;
  }

  static String account(int number) {
    return "A-" + number;
  }

  void send(Publisher publisher) {
    sendReserve(publisher, 1, "0.02");
    for (var i = 0; i < TARGETS; i++) {
      publisher.send(Topics.TARGETS, "T-" + i, target(components(i)));
    }
    for (var i = 1; i <= EVENT_ACCOUNTS; i++) {
      publisher.send(Topics.TARGETS, "T-" + eventAccount(i), target(eventComponents(i)));
      var shares = List.of(holding(eventSymbol(i), 1_000));
      sendAccount(publisher, eventAccount(i), "T-" + eventAccount(i), shares, "100000.00");
    }
    for (var i = 1; i <= accounts; i++) {
      var cash = BigDecimal.valueOf(EQUITY).multiply(RESERVE_SHARE).setScale(2).toPlainString();
      sendAccount(publisher, account(i), "T-" + i % TARGETS, holdings(i), cash);
    }
    publisher.flush();
  }

  /** One edit of it changes the target of every account {@code A-…}. */
  void sendReserve(Publisher publisher, long version, String threshold) {
    var cash = component(ComponentKind.CASH, "", BigDecimal.ONE);
    cash.setThreshold(Tolerance.newBuilder().setAbsolute(decimal(threshold)).build());
    publisher.send(Topics.TARGETS, RESERVE, target(List.of(cash), version));
    publisher.flush();
  }

  private List<Component> components(int target) {
    var of = held.get(target);
    var each =
        BigDecimal.ONE
            .subtract(RESERVE_SHARE)
            .divide(BigDecimal.valueOf(of.size()), 8, RoundingMode.DOWN);
    var components = new ArrayList<Component>();
    for (var symbol : of) {
      components.add(component(ComponentKind.SECURITY, symbols.get(symbol), each));
    }
    var left = BigDecimal.ONE.subtract(each.multiply(BigDecimal.valueOf(of.size())));
    components.add(component(ComponentKind.SUBTARGET, RESERVE, left));
    return components;
  }

  private static List<Component> eventComponents(int number) {
    var half = new BigDecimal("0.5");
    var security = component(ComponentKind.SECURITY, eventSymbol(number), half);
    security.setThreshold(Tolerance.newBuilder().setAbsolute(decimal("0.02")).build());
    var cash = component(ComponentKind.CASH, "", half);
    cash.setTriggers(false);
    return List.of(security, cash);
  }

  private static Component component(ComponentKind kind, String ref, BigDecimal weight) {
    return Component.newBuilder().setKind(kind).setRef(ref).setWeight(weight.setScale(10)).build();
  }

  private Target target(List<Component> components) {
    return target(components, 1);
  }

  private Target target(List<Component> components, long version) {
    return Target.newBuilder()
        .setOwnerFirmId(FIRM)
        .setVersion(version)
        .setCreatedAt(at)
        .setScope(TargetScope.ENTERPRISE)
        .setComponents(components)
        .build();
  }

  private List<Holding> holdings(int account) {
    var of = held.get(account % TARGETS);
    var each = EQUITY * (1 - RESERVE_SHARE.doubleValue()) / of.size();
    var holdings = new ArrayList<Holding>();
    for (var i = 0; i < of.size(); i++) {
      var dollars = i == 0 && account <= drifted ? 1.5 * each : each;
      var price = opening(of.get(i)).doubleValue();
      holdings.add(holding(symbols.get(of.get(i)), Math.round(dollars / price)));
    }
    return holdings;
  }

  private static Holding holding(String symbol, long shares) {
    return Holding.newBuilder()
        .setSecurityId(symbol)
        .setQuantity(BigDecimal.valueOf(shares).setScale(10))
        .build();
  }

  private void sendAccount(
      Publisher publisher, String id, String targetId, List<Holding> holdings, String cash) {
    publisher.send(
        Topics.ACCOUNTS,
        id,
        Account.newBuilder()
            .setFirmId(FIRM)
            .setAdvisorId("ADVISOR")
            .setCustodianId(CUSTODIAN)
            .setCustodianAccountRef(id)
            .setType(AccountType.CASH)
            .setStatus(AccountState.ACTIVE)
            .build());
    publisher.send(Topics.POSITIONS, id, positions(holdings, cash));
    publisher.send(
        Topics.ACCOUNT_COMMANDS,
        id,
        AccountCommand.newBuilder()
            .setCommandId("opening-" + id)
            .setType(AccountCommandType.OPENING_STATE)
            .setSentBy("benchmark")
            .setSentAt(at)
            .setFirmId(FIRM)
            .setOpeningState(
                OpeningState.newBuilder()
                    .setTargetId(targetId)
                    .setRebalancing(true)
                    .setEstablished(true)
                    .build())
            .build());
  }

  private Positions positions(List<Holding> holdings, String cash) {
    return Positions.newBuilder()
        .setVersion(1)
        .setAsOf(at)
        .setFeed(PositionsFeed.INTRADAY)
        .setSleeves(
            List.of(
                Sleeve.newBuilder()
                    .setSleeveId("MANAGED")
                    .setKind(SleeveKind.MANAGED)
                    .setSettledCash(new BigDecimal(cash).setScale(4))
                    .setHoldings(holdings)
                    .build()))
        .build();
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(10);
  }
}
