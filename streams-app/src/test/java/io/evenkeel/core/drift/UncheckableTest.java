package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.manager;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.sleeve;
import static io.evenkeel.core.drift.Books.subTarget;
import static io.evenkeel.core.drift.Books.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Uncheckable.Reason;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account cannot be judged")
class UncheckableTest {
  private static final Instant NOON = Instant.parse("2026-01-05T17:00:00Z");
  private static final Uncheckable[] NONE = {};

  private final MapBoards boards =
      new MapBoards()
          .price("XOM", "100")
          .target(target("T", security("XOM", "0.5"), cash("0.5")))
          .target(target("M", model("TECH", "0.5"), cash("0.5")));
  private Account account = Books.account();
  private StaleAfter staleAfter = StaleAfter.OFF;
  private final Positions sound = positions(managed("1000", "XOM", "10"));

  private Uncheckable[] reasons(@Nullable Positions positions, @Nullable String targetId) {
    var input =
        new JudgeInput(
            account,
            positions,
            TargetExpansion.expand(targetId, boards),
            Map.of(),
            Map.of(),
            NOON,
            boards);
    var judge = new Judge(new DriftSettings(Hysteresis.DEFAULT, staleAfter));
    return judge.judge(input) instanceof Judgement.NotCheckable not
        ? not.reasons().toArray(NONE)
        : NONE;
  }

  private static Uncheckable because(Reason reason, String subject) {
    return new Uncheckable(reason, subject);
  }

  private static Security inClass(String securityId, String securityClass, String currency) {
    return new Security(
        securityId,
        securityId,
        null,
        null,
        null,
        securityClass,
        currency,
        Security.WHOLE_SHARE,
        false,
        Security.TradingStatus.TRADING,
        null);
  }

  @Test
  void notWhereEverythingNeededIsKnown() {
    assertThat(reasons(sound, "T")).isEmpty();
  }

  @Test
  void withoutPositions() {
    assertThat(reasons(null, "T")).containsExactly(because(Reason.POSITIONS_MISSING, ""));
  }

  @Test
  void withAHeldSecurityThatHasNoPrice() {
    boards.securities.put("KO", Security.withDefaults("KO"));

    assertThat(reasons(positions(managed("1", "KO", "1")), "T"))
        .containsExactly(because(Reason.PRICE_MISSING, "KO"));
  }

  @Test
  void withAHeldSecurityOfWhichNothingIsKnown() {
    assertThat(reasons(positions(managed("1", "KO", "1")), "T"))
        .containsExactly(because(Reason.SECURITY_UNKNOWN, "KO"));
  }

  @Test
  void notForASecurityThatHasAPriceAndNoRecord() {
    assertThat(boards.securities).isEmpty();
    assertThat(reasons(sound, "T")).isEmpty();
  }

  @Test
  void withAQuarantinedPrice() {
    boards.quotes.put("XOM", new Quote(Price.of("100"), "USD", NOON, true));

    assertThat(reasons(sound, "T")).containsExactly(because(Reason.PRICE_QUARANTINED, "XOM"));
  }

  @Test
  void withAPriceOlderThanAllowedAndNotWithOneExactlyAsOld() {
    staleAfter = StaleAfter.of(Duration.ofMinutes(15));
    boards.quotes.put(
        "XOM", new Quote(Price.of("100"), "USD", NOON.minus(Duration.ofMinutes(15)), false));
    assertThat(reasons(sound, "T")).isEmpty();

    boards.quotes.put(
        "XOM",
        new Quote(Price.of("100"), "USD", NOON.minus(Duration.ofMinutes(15)).minusNanos(1), false));
    assertThat(reasons(sound, "T")).containsExactly(because(Reason.PRICE_STALE, "XOM"));
  }

  @Test
  void notByAgeUnlessThatIsAskedFor() {
    boards.quotes.put("XOM", new Quote(Price.of("100"), "USD", Instant.EPOCH, false));

    assertThat(reasons(sound, "T")).isEmpty();
  }

  @Test
  void byTheAgeThatItsSecurityClassAllows() {
    var yesterday = NOON.minus(Duration.ofHours(20));
    boards.quotes.put("XOM", new Quote(Price.of("100"), "USD", yesterday, false));
    boards.securities.put("XOM", inClass("XOM", "FUND", "USD"));
    staleAfter =
        new StaleAfter(
            Optional.of(Duration.ofMinutes(15)),
            Map.of("FUND", Optional.of(Duration.ofHours(36)), "BOND", Optional.empty()));

    assertThat(reasons(sound, "T")).isEmpty();

    boards.securities.put("XOM", inClass("XOM", "STOCK", "USD"));
    assertThat(reasons(sound, "T")).containsExactly(because(Reason.PRICE_STALE, "XOM"));

    boards.securities.put("XOM", inClass("XOM", "BOND", "USD"));
    assertThat(reasons(sound, "T")).isEmpty();
  }

  @Test
  void inAnotherCurrencyThanDollars() {
    account = Books.account("EUR", AccountStatus.ACTIVE);
    assertThat(reasons(sound, "T")).containsExactly(because(Reason.CURRENCY_UNSUPPORTED, ""));

    account = Books.account();
    boards.securities.put("XOM", inClass("XOM", "STOCK", "CHF"));
    assertThat(reasons(sound, "T")).containsExactly(because(Reason.CURRENCY_UNSUPPORTED, "XOM"));

    boards.securities.remove("XOM");
    boards.quotes.put("XOM", new Quote(Price.of("100"), "EUR", NOON, false));
    assertThat(reasons(sound, "T")).containsExactly(because(Reason.CURRENCY_UNSUPPORTED, "XOM"));
  }

  @Test
  void notForACurrencyOfWhatItDoesNotHold() {
    boards.securities.put("KO", inClass("KO", "STOCK", "EUR"));

    assertThat(reasons(positions(managed("1000", "XOM", "10", "KO", "0")), "T")).isEmpty();
  }

  @Test
  void againstATargetThatWasNeverSeenOrDeletedAndItIsNotCash() {
    assertThat(reasons(sound, "GONE")).containsExactly(because(Reason.TARGET_UNKNOWN, "GONE"));
  }

  @Test
  void againstATargetWithAnUnknownSubTarget() {
    boards.target(target("T", subTarget("GONE", "1")));

    assertThat(reasons(sound, "T")).containsExactly(because(Reason.TARGET_UNKNOWN, "GONE"));
  }

  @Test
  void againstAnInvalidTarget() {
    boards.target(target("T", cash("0.9")));

    assertThat(reasons(sound, "T")).containsExactly(because(Reason.TARGET_INVALID, "T"));
  }

  @Test
  void againstAnUnknownModelThatHasWeightInTheTarget() {
    assertThat(reasons(sound, "M")).containsExactly(because(Reason.MODEL_UNKNOWN, "TECH"));
  }

  @Test
  void againstAModelOfAnotherFirm() {
    var other = manager("TECH", "XOM", "1");
    boards.model(new Model("TECH", "F-2", 1, "manager", other.holdings()));

    assertThat(reasons(sound, "M")).containsExactly(because(Reason.MODEL_UNKNOWN, "TECH"));
  }

  @Test
  void againstAnUnknownModelOfWeightZeroOnlyWhereItsSleeveHasSomething() {
    boards.target(target("T", model("TECH", "0"), cash("1")));

    assertThat(reasons(sound, "T")).isEmpty();
    assertThat(reasons(positions(managed("10"), sleeve("TECH", "0", "XOM", "0")), "T")).isEmpty();
    assertThat(reasons(positions(managed("10"), sleeve("TECH", "5")), "T"))
        .containsExactly(because(Reason.MODEL_UNKNOWN, "TECH"));
  }

  @Test
  void withoutEquity() {
    assertThat(reasons(positions(managed("0")), "T"))
        .containsExactly(because(Reason.EQUITY_NOT_POSITIVE, ""));
    assertThat(reasons(positions(managed("-1000", "XOM", "10")), "T"))
        .containsExactly(because(Reason.EQUITY_NOT_POSITIVE, ""));
    assertThat(reasons(positions(managed("-999.99", "XOM", "10")), "T")).isEmpty();
  }

  @Test
  void withoutEquityInASleeveThatHasLinesInside() {
    boards.model(manager("TECH", "XOM", "1"));

    assertThat(reasons(positions(managed("5000"), sleeve("TECH", "-1000", "XOM", "10")), "M"))
        .containsExactly(because(Reason.SLEEVE_EQUITY_NOT_POSITIVE, "TECH"));
    assertThat(reasons(positions(managed("5000"), sleeve("TECH", "-999.99", "XOM", "10")), "M"))
        .isEmpty();
  }

  @Test
  void notForTheEquityOfASleeveThatHasNoLinesInside() {
    assertThat(reasons(positions(managed("5000"), sleeve("OTHER", "-1000", "XOM", "10")), "T"))
        .isEmpty();
    boards.model(manager("TECH", "XOM", "1"));
    assertThat(reasons(positions(managed("5000"), sleeve("TECH", "0")), "M")).isEmpty();
  }

  @Test
  void notForAnythingInAFundingOrProtectedSleeve() {
    var fenced = sleeve("FENCED", Sleeve.Kind.PROTECTED, "-99999", "KO", "1");

    assertThat(reasons(positions(managed("1000"), fenced), "T")).isEmpty();
  }

  @Test
  void forEveryReasonThatCanBeTold() {
    account = Books.account("EUR", AccountStatus.ACTIVE);
    boards.quotes.put("XOM", new Quote(Price.of("100"), "USD", NOON, true));

    assertThat(reasons(positions(managed("1", "XOM", "1", "KO", "1")), "M"))
        .containsExactly(
            because(Reason.CURRENCY_UNSUPPORTED, ""),
            because(Reason.SECURITY_UNKNOWN, "KO"),
            because(Reason.PRICE_QUARANTINED, "XOM"),
            because(Reason.MODEL_UNKNOWN, "TECH"));
  }
}
