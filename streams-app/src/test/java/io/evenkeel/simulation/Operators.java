package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CorporateActionType;
import io.evenkeel.schemas.Restriction;
import io.evenkeel.schemas.RestrictionType;
import io.evenkeel.schemas.Restrictions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the platform does: edits, halts, restrictions, splits, and records that are no records. */
final class Operators {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final GeneratedBook book;
  private final MarketMaker market;
  private final CustodianHouse custodians;
  private final Set<String> halted = new LinkedHashSet<>();
  private final Set<String> split = new LinkedHashSet<>();

  Operators(
      Chance chance,
      Outside outside,
      VirtualTime time,
      GeneratedBook book,
      MarketMaker market,
      CustodianHouse custodians) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
    this.book = book;
    this.market = market;
    this.custodians = custodians;
  }

  Set<String> split() {
    return split;
  }

  /** Does one thing. */
  void act() {
    var firm = chance.one(GeneratedBook.FIRMS);
    switch (chance.below(18)) {
      case 0, 1 -> book.target(firm, chance.one(book.targets(firm)));
      case 2 -> reallocate(firm);
      case 3 -> halt();
      case 4 -> halted.stream().findFirst().ifPresent(this::resume);
      case 5, 14, 15, 16, 17 -> restrict();
      case 6 -> haltSecurity();
      case 7 -> splitOne();
      case 8 -> sayNonsense();
      case 9, 10 -> again();
      case 11, 12 -> custodians.books().pay(chance.one(List.copyOf(book.accounts().keySet())));
      default -> market.sayNonsense(chance.one(GeneratedBook.SECURITIES));
    }
  }

  private void reallocate(String firm) {
    var first = chance.between(30, 60);
    book.model(firm, "0." + first, "0." + chance.between(20, 95 - first));
  }

  private void halt() {
    if (!halted.isEmpty() && chance.percent(80)) {
      resume(chance.any(halted));
      return;
    }
    var account = chance.one(List.copyOf(book.accounts().keySet()));
    var of = book.accounts().get(account);
    switch (chance.below(4)) {
      case 0 -> control(ControlScope.FIRM, of.getFirmId(), true);
      case 1 -> control(ControlScope.CUSTODIAN, of.getCustodianId(), true);
      case 2 -> control(ControlScope.ACCOUNT, account, true);
      default -> control(ControlScope.SECURITY, chance.one(GeneratedBook.SECURITIES), true);
    }
  }

  private void resume(String key) {
    var slash = key.indexOf('/');
    control(ControlScope.valueOf(key.substring(0, slash)), key.substring(slash + 1), false);
  }

  private void control(ControlScope scope, String id, boolean isHalted) {
    var key = scope + "/" + id;
    if (isHalted) {
      halted.add(key);
    } else {
      halted.remove(key);
    }
    outside.send(
        Topics.CONTROLS,
        key,
        Control.newBuilder()
            .setScope(scope)
            .setScopeId(id)
            .setHalted(isHalted)
            .setSetBy("operator")
            .setSetAt(time.now())
            .build());
  }

  private void restrict() {
    var account = chance.one(List.copyOf(book.accounts().keySet()));
    var type =
        chance.one(
            List.of(
                RestrictionType.DO_NOT_BUY,
                RestrictionType.DO_NOT_SELL,
                RestrictionType.DO_NOT_TRADE));
    var restriction =
        Restriction.newBuilder()
            .setSecurityId(chance.one(GeneratedBook.SECURITIES))
            .setType(type)
            .build();
    outside.send(
        Topics.RESTRICTIONS,
        account,
        chance.percent(30) ? null : new Restrictions(List.of(restriction)));
  }

  private void haltSecurity() {
    var id = chance.one(GeneratedBook.SECURITIES);
    outside.send(Topics.SECURITIES, id, book.security(id, chance.percent(60)));
  }

  /** Two shares for one: told of on the day before, and maybe read late. */
  private void splitOne() {
    var id = chance.one(GeneratedBook.SECURITIES);
    if (split.size() < 2 && split.add(id)) {
      var day = LocalDate.ofInstant(time.now(), NEW_YORK).plusDays(1);
      outside.send(
          Topics.CORPORATE_ACTIONS,
          id,
          CorporateAction.newBuilder()
              .setType(CorporateActionType.SPLIT)
              .setEffectiveDate(day)
              .setRatio(new BigDecimal(2))
              .build());
      time.pass(Duration.between(time.now(), day.atTime(9, 30).atZone(NEW_YORK).toInstant()));
      market.divide(id, 2);
      custodians.books().split(id, 2);
      market.tick(id);
    }
  }

  private void sayNonsense() {
    var topic =
        chance.one(
            List.of(
                Topics.POSITIONS,
                Topics.ACCOUNTS,
                Topics.ACCOUNT_COMMANDS,
                Topics.RESTRICTIONS,
                Topics.REBALANCE_COMMANDS,
                Topics.PRICES,
                Topics.TARGETS));
    outside.sendBytes(Universe.NAMES.of(topic), "A-" + chance.between(1, 8), new byte[] {1, 2, 3});
  }

  /** A snapshot that came before. */
  private void again() {
    var account = chance.one(List.copyOf(book.accounts().keySet()));
    custodians.books().repeat(account);
  }

  /** Everything may trade again, also what a limit has halted. */
  void settle(Set<String> stillHalted) {
    stillHalted.forEach(this::resume);
    GeneratedBook.SECURITIES.forEach(
        id -> outside.send(Topics.SECURITIES, id, book.security(id, true)));
  }
}
