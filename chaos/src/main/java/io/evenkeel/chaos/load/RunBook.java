package io.evenkeel.chaos.load;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The accounts of a run. {@code E-1} and on hold half in a security of their own and are never
 * traded: one tick of it across the band is one drift event. {@code A-1} and on follow enterprise
 * targets of six shared securities each, with a share of the sub-target {@code RESERVE}, and are
 * rebalanced again and again.
 *
 * @param events accounts {@code E-…}
 * @param traders accounts {@code A-…}
 */
public record RunBook(int events, int traders, Instant at) {
  static final String FIRM = "FIRM";
  static final int SECURITIES = 12;
  static final BigDecimal ON_TARGET = new BigDecimal("100.00");
  static final BigDecimal OUTSIDE = new BigDecimal("120.00");
  static final BigDecimal OPENING = new BigDecimal("50.00");
  private static final List<String> CUSTODIANS = List.of("SCHWAB", "FIDELITY");
  private static final int TARGETS = 6;
  private static final int PER_TARGET = 6;
  private static final int SHARES = 320;
  private static final int EVENT_SHARES = 1_000;
  private static final String EVENT_CASH = "100000.00";

  /**
   * What every other account holds of its first security: too much, so that it is flagged at once.
   */
  private static final int DRIFTED = 420;

  private static final String RESERVE = "RESERVE";
  private static final BigDecimal EACH = new BigDecimal("0.16");
  private static final BigDecimal LEFT = new BigDecimal("0.04");

  static String eventAccount(int number) {
    return "E-" + number;
  }

  static String eventSecurity(int number) {
    return "EV-" + number;
  }

  static String security(int number) {
    return "S-" + number;
  }

  /** Sends all of it but the prices. */
  public void send(SentRecords sent) {
    sendReserve(sent, 1, "0.02");
    for (var i = 0; i < TARGETS; i++) {
      sent.send("BOOK", Topics.TARGETS, "T-" + i, target(components(i), 1));
    }
    IntStream.rangeClosed(1, events).forEach(i -> sendEventAccount(sent, i));
    IntStream.rangeClosed(1, traders).forEach(i -> sendTrader(sent, i));
    sent.flush();
  }

  /** One edit of it changes the target of every account {@code A-…}. */
  public void sendReserve(SentRecords sent, long version, String threshold) {
    var cash = component(ComponentKind.CASH, "", BigDecimal.ONE);
    cash.setThreshold(Tolerance.newBuilder().setAbsolute(decimal(threshold)).build());
    sent.send("EDIT", Topics.TARGETS, RESERVE, target(List.of(cash), version));
  }

  private static List<Component> components(int target) {
    var components = new ArrayList<Component>();
    for (var i = 0; i < PER_TARGET; i++) {
      var security =
          component(ComponentKind.SECURITY, security((2 * target + i) % SECURITIES), EACH);
      security.setThreshold(Tolerance.newBuilder().setAbsolute(decimal("0.01")).build());
      components.add(security);
    }
    components.add(component(ComponentKind.SUBTARGET, RESERVE, LEFT));
    return components;
  }

  private void sendEventAccount(SentRecords sent, int number) {
    var half = new BigDecimal("0.5");
    var security = component(ComponentKind.SECURITY, eventSecurity(number), half);
    security.setThreshold(Tolerance.newBuilder().setAbsolute(decimal("0.02")).build());
    var cash = component(ComponentKind.CASH, "", half);
    cash.setTriggers(false);
    var id = eventAccount(number);
    sent.send("BOOK", Topics.TARGETS, "T-" + id, target(List.of(security, cash), 1));
    sendAccount(
        sent, id, "T-" + id, List.of(holding(eventSecurity(number), EVENT_SHARES)), EVENT_CASH);
  }

  /**
   * Tells positions of the accounts {@code E-…} again, so many in all: the same, by a new version.
   */
  public void sendPositions(SentRecords sent, int records) {
    for (var i = 0; i < records; i++) {
      var number = i % events + 1;
      var same = List.of(holding(eventSecurity(number), EVENT_SHARES));
      var told = positions(same, EVENT_CASH);
      told.setVersion(2L + i / events);
      told.setAsOf(Instant.now());
      sent.send("BOOK", Topics.POSITIONS, eventAccount(number), told);
    }
    sent.flush();
  }

  private void sendTrader(SentRecords sent, int number) {
    var target = number % TARGETS;
    var holdings = new ArrayList<Holding>();
    for (var i = 0; i < PER_TARGET; i++) {
      var shares = i == 0 && number % 2 == 0 ? DRIFTED : SHARES;
      holdings.add(holding(security((2 * target + i) % SECURITIES), shares));
    }
    sendAccount(sent, "A-" + number, "T-" + target, holdings, "4000.00");
  }

  private void sendAccount(
      SentRecords sent, String id, String targetId, List<Holding> holdings, String cash) {
    sent.send(
        "BOOK",
        Topics.ACCOUNTS,
        id,
        Account.newBuilder()
            .setFirmId(FIRM)
            .setAdvisorId("ADVISOR")
            .setCustodianId(CUSTODIANS.get(Math.floorMod(id.hashCode(), CUSTODIANS.size())))
            .setCustodianAccountRef(id)
            .setType(AccountType.CASH)
            .setStatus(AccountState.ACTIVE)
            .build());
    sent.send("BOOK", Topics.POSITIONS, id, positions(holdings, cash));
    sent.send("BOOK", Topics.ACCOUNT_COMMANDS, id, opening(id, targetId));
  }

  private AccountCommand opening(String id, String targetId) {
    return AccountCommand.newBuilder()
        .setCommandId("opening-" + id)
        .setType(AccountCommandType.OPENING_STATE)
        .setSentBy("chaos")
        .setSentAt(at)
        .setFirmId(FIRM)
        .setOpeningState(
            OpeningState.newBuilder()
                .setTargetId(targetId)
                .setRebalancing(true)
                .setEstablished(true)
                .build())
        .build();
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

  private Target target(List<Component> components, long version) {
    return Target.newBuilder()
        .setOwnerFirmId(FIRM)
        .setVersion(version)
        .setCreatedAt(at)
        .setScope(TargetScope.ENTERPRISE)
        .setComponents(components)
        .build();
  }

  private static Component component(ComponentKind kind, String ref, BigDecimal weight) {
    return Component.newBuilder().setKind(kind).setRef(ref).setWeight(weight.setScale(10)).build();
  }

  private static Holding holding(String security, long shares) {
    return Holding.newBuilder()
        .setSecurityId(security)
        .setQuantity(BigDecimal.valueOf(shares).setScale(10))
        .build();
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(10);
  }
}
