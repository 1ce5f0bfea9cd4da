package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.levered;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.manager;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.silent;
import static io.evenkeel.core.drift.Books.sleeve;
import static io.evenkeel.core.drift.Books.target;
import static io.evenkeel.core.drift.Books.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A judgement")
class JudgeTest {
  private final MapBoards boards =
      new MapBoards().price("XOM", "100").price("KO", "50").price("AAPL", "10").price("MSFT", "20");
  private final Map<String, Leverage> leverage = new HashMap<>();
  private final Map<String, Side> before = new HashMap<>();

  private Judgement.Checkable judge(Positions positions, Component... components) {
    var input =
        new JudgeInput(
            Books.account(),
            positions,
            TargetExpansion.expand("T", boards.target(target("T", components))),
            leverage,
            before,
            Instant.EPOCH,
            boards);
    return (Judgement.Checkable) new Judge(DriftSettings.DEFAULTS).judge(input);
  }

  private static Line line(Judgement.Checkable judgement, String name) {
    return judgement.lines().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Judgement.Checkable judgement) {
    return judgement.lines().stream().map(Line::name).toList();
  }

  private static Rational number(String decimal) {
    return Rational.of(decimal);
  }

  @Test
  void weighsQuantityTimesPriceOverTheEquityOfTheAccount() {
    var judgement =
        judge(positions(managed("2000", "XOM", "30", "KO", "100")), security("XOM", "1"));

    assertThat(judgement.equity()).isEqualTo(number("10000"));
    assertThat(line(judgement, "SECURITY:XOM").weight()).isEqualTo(number("0.3"));
    assertThat(line(judgement, "SECURITY:XOM").value()).isEqualTo(number("3000"));
    assertThat(line(judgement, "CASH").weight()).isEqualTo(number("0.2"));
    assertThat(judgement.exposure()).isEqualTo(number("8000"));
  }

  @Test
  void isExactWhereDecimalsAreNot() {
    var judgement = judge(positions(managed("0", "XOM", "1", "KO", "4")), security("XOM", "1"));

    assertThat(line(judgement, "SECURITY:XOM").weight().times(Rational.of(3)))
        .isEqualTo(Rational.ONE);
  }

  @Test
  void countsWhatIsReceivableAndPayableAsCash() {
    var sleeve =
        new Sleeve(
            "MANAGED",
            Sleeve.Kind.MANAGED,
            null,
            Money.of("100"),
            Money.of("50"),
            Money.of("30"),
            List.of());

    assertThat(judge(positions(sleeve), cash("1")).equity()).isEqualTo(number("120"));
  }

  @Test
  void weighsAModelByTheNetEquityOfItsSleeve() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement =
        judge(
            positions(managed("5000"), sleeve("TECH", "-5000", "AAPL", "1000")),
            model("TECH", "0.5"),
            cash("0.5"));

    assertThat(judgement.equity()).isEqualTo(number("10000"));
    assertThat(line(judgement, "MODEL:TECH").value()).isEqualTo(number("5000"));
    assertThat(line(judgement, "MODEL:TECH").weight()).isEqualTo(number("0.5"));
    assertThat(judgement.exposure()).isEqualTo(number("10000"));
  }

  @Test
  void leavesFundingAndProtectedSleevesOutside() {
    var judgement =
        judge(
            positions(
                managed("1000"),
                sleeve("CASH-FLOW", Sleeve.Kind.FUNDING, "9000"),
                sleeve("FENCED", Sleeve.Kind.PROTECTED, "500", "NEVER-PRICED", "10")),
            cash("1"));

    assertThat(judgement.equity()).isEqualTo(number("1000"));
    assertThat(names(judgement)).containsExactly("CASH");
    assertThat(judgement.exposure()).isEqualTo(Rational.ZERO);
  }

  @Test
  void takesTheCashOfTheManagedSleeveAsCash() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement =
        judge(
            positions(managed("2500"), sleeve("TECH", "7500")),
            model("TECH", "0.75"),
            cash("0.25"));

    assertThat(line(judgement, "CASH").weight()).isEqualTo(number("0.25"));
  }

  @Test
  void ordersAccountLinesFirstAndThenEachSleeve() {
    boards.model(manager("TECH", "AAPL", "0.5")).model(manager("BONDS", "KO", "0.5"));
    var judgement =
        judge(
            positions(
                sleeve("TECH", "10", "MSFT", "1"),
                managed("10", "XOM", "1", "KO", "1"),
                sleeve("BONDS", "10", "KO", "1")),
            model("TECH", "0.3"),
            cash("0.1"),
            model("BONDS", "0.3"),
            security("AAPL", "0.3"));

    assertThat(names(judgement))
        .containsExactly(
            "SECURITY:AAPL",
            "SECURITY:KO",
            "SECURITY:XOM",
            "MODEL:BONDS",
            "MODEL:TECH",
            "CASH",
            "BONDS/KO",
            "BONDS/CASH",
            "TECH/AAPL",
            "TECH/MSFT",
            "TECH/CASH");
  }

  @Test
  void measuresOverallDriftAsHalfTheSumOfAllDrifts() {
    boards.price("A", "1").price("B", "1").price("C", "1").price("D", "1");
    var judgement =
        judge(
            positions(managed("0", "A", "30", "B", "20", "C", "30", "D", "20")),
            security("A", "0.25"),
            security("B", "0.25"),
            security("C", "0.25"),
            security("D", "0.25"));

    assertThat(judgement.overallDrift()).isEqualTo(number("0.10"));
  }

  @Test
  void countsCashAndWhatIsNotWantedInOverallDrift() {
    var judgement =
        judge(positions(managed("5000", "XOM", "30", "KO", "40")), security("XOM", "1"));

    // XOM 0.3 against 1, KO 0.2 against 0, cash 0.5 against 0.
    assertThat(judgement.overallDrift()).isEqualTo(number("0.7"));
  }

  @Test
  void holdsATenPercentComponentAtExactlyTwelveAndNotACentAbove() {
    var component = security("XOM", "0.1");
    var at = judge(positions(managed("8800", "XOM", "12")), component, cash("0.9"));
    boards.price("XOM", "100.01");
    var above = judge(positions(managed("8800", "XOM", "12")), component, cash("0.9"));

    assertThat(line(at, "SECURITY:XOM").weight()).isEqualTo(number("0.12"));
    assertThat(line(at, "SECURITY:XOM").side()).isEqualTo(Side.NONE);
    assertThat(line(above, "SECURITY:XOM").side()).isEqualTo(Side.ABOVE);
  }

  @Test
  void keepsATenPercentComponentBreachedUntilItIsAtElevenPointEight() {
    before.put("SECURITY:XOM", Side.ABOVE);
    var component = security("XOM", "0.1");
    var cleared = judge(positions(managed("8820", "XOM", "11.8")), component, cash("0.9"));
    var still = judge(positions(managed("8819.99", "XOM", "11.8")), component, cash("0.9"));

    assertThat(line(cleared, "SECURITY:XOM").weight()).isEqualTo(number("0.118"));
    assertThat(line(cleared, "SECURITY:XOM").side()).isEqualTo(Side.NONE);
    assertThat(line(still, "SECURITY:XOM").side()).isEqualTo(Side.ABOVE);
  }

  @Test
  void showsWhatIsHeldAndNotInTheTargetAsALineOfZero() {
    var judgement = judge(positions(managed("9000", "KO", "20")), cash("1"));

    var line = line(judgement, "SECURITY:KO");
    assertThat(line.band()).isEqualTo(Bands.NOTHING);
    assertThat(line.side()).isEqualTo(Side.ABOVE);
    assertThat(line.flags()).isTrue();
  }

  @Test
  void doesNotHoldAQuantityOfZero() {
    var judgement = judge(positions(managed("9000", "NEVER-PRICED", "0")), cash("1"));

    assertThat(names(judgement)).containsExactly("CASH");
  }

  @Test
  void showsAWantedSecurityThatIsNotHeldWithoutAskingForItsPrice() {
    var judgement = judge(positions(managed("9000")), security("NEVER-PRICED", "0.1"), cash("0.9"));

    assertThat(line(judgement, "SECURITY:NEVER-PRICED").side()).isEqualTo(Side.BELOW);
    assertThat(line(judgement, "SECURITY:NEVER-PRICED").weight()).isEqualTo(Rational.ZERO);
  }

  @Test
  void neverTriggersOnCashWhereTheTargetHasNoCashComponent() {
    var spare = judge(positions(managed("9000")), security("XOM", "1"));
    var lacking = judge(positions(managed("-100", "XOM", "2")), security("XOM", "1"));

    assertThat(line(spare, "CASH").band().target()).isEqualTo(Rational.ZERO);
    assertThat(line(spare, "CASH").band().high()).isNull();
    assertThat(line(spare, "CASH").side()).isEqualTo(Side.NONE);
    assertThat(line(lacking, "CASH").side()).isEqualTo(Side.BELOW);
    assertThat(line(lacking, "CASH").flags()).isFalse();
  }

  @Test
  void triggersOnACashComponentByDefaultWithItsOwnThreshold() {
    var judgement =
        judge(
            positions(managed("300", "XOM", "7")),
            security("XOM", "0.8"),
            within(cash("0.2"), Tolerance.absolute("0.05")));

    var line = line(judgement, "CASH");
    assertThat(line.band().high()).isEqualTo(number("0.25"));
    assertThat(line.side()).isEqualTo(Side.ABOVE);
    assertThat(line.flags()).isTrue();
  }

  @Test
  void reportsTheSideOfALineThatDoesNotTrigger() {
    var judgement = judge(positions(managed("500", "XOM", "5")), silent(security("XOM", "1")));

    assertThat(line(judgement, "SECURITY:XOM").side()).isEqualTo(Side.BELOW);
    assertThat(line(judgement, "SECURITY:XOM").flags()).isFalse();
  }

  @Test
  void showsASleeveWhoseModelIsNotInTheTargetAsOneLineWithNoneInside() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement = judge(positions(managed("500"), sleeve("TECH", "0", "AAPL", "50")), cash("1"));

    assertThat(names(judgement)).containsExactly("MODEL:TECH", "CASH");
    assertThat(line(judgement, "MODEL:TECH").band()).isEqualTo(Bands.NOTHING);
    assertThat(line(judgement, "MODEL:TECH").flags()).isTrue();
  }

  @Test
  void doesNotAskForTheModelOfASleeveThatIsNotInTheTarget() {
    var judgement = judge(positions(managed("500"), sleeve("GONE", "0", "AAPL", "50")), cash("1"));

    assertThat(names(judgement)).containsExactly("MODEL:GONE", "CASH");
  }

  @Test
  void hasNoLinesInsideAnEmptySleeve() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement =
        judge(
            positions(managed("500"), sleeve("TECH", "0", "AAPL", "0")),
            model("TECH", "0.5"),
            cash("0.5"));

    assertThat(names(judgement)).containsExactly("MODEL:TECH", "CASH");
    assertThat(line(judgement, "MODEL:TECH").side()).isEqualTo(Side.BELOW);
  }

  @Test
  void showsAModelWithoutASleeveAsALine() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement = judge(positions(managed("500")), model("TECH", "0.5"), cash("0.5"));

    assertThat(names(judgement)).containsExactly("MODEL:TECH", "CASH");
  }

  @Test
  void hasLinesInsideASleeveThatHoldsCashAlone() {
    boards.model(manager("TECH", "AAPL", "0.9"));
    var judgement =
        judge(positions(managed("500"), sleeve("TECH", "500")), model("TECH", "0.5"), cash("0.5"));

    assertThat(line(judgement, "TECH/AAPL").side()).isEqualTo(Side.BELOW);
    assertThat(line(judgement, "TECH/CASH").weight()).isEqualTo(Rational.ONE);
  }

  @Test
  void weighsAHoldingOfASleeveOverTheEquityOfTheSleeve() {
    boards.model(manager("TECH", "AAPL", "0.5", "MSFT", "0.4"));
    var judgement =
        judge(
            positions(managed("9000"), sleeve("TECH", "100", "AAPL", "50", "MSFT", "20")),
            model("TECH", "0.1"),
            cash("0.9"));

    assertThat(line(judgement, "TECH/AAPL").weight()).isEqualTo(number("0.5"));
    assertThat(line(judgement, "TECH/MSFT").weight()).isEqualTo(number("0.4"));
    assertThat(line(judgement, "TECH/CASH").weight()).isEqualTo(number("0.1"));
    assertThat(line(judgement, "TECH/CASH").band().target()).isEqualTo(number("0.1"));
  }

  @Test
  void usesTheThresholdAndTheTriggersOfTheModelComponentInsideItsSleeve() {
    boards.model(manager("TECH", "AAPL", "0.5"));
    var component = silent(within(model("TECH", "0.5"), Tolerance.absolute("0.01")));
    var judgement =
        judge(
            positions(managed("1000"), sleeve("TECH", "400", "AAPL", "50", "KO", "2")),
            component,
            cash("0.5"));

    var inside = line(judgement, "TECH/AAPL");
    assertThat(inside.band().low()).isEqualTo(number("0.49"));
    assertThat(inside.triggers()).isFalse();
    assertThat(line(judgement, "TECH/KO").side()).isEqualTo(Side.ABOVE);
    assertThat(line(judgement, "TECH/KO").triggers()).isFalse();
  }

  @Test
  void triggersOnWhatASleeveHoldsOutsideItsModel() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement =
        judge(
            positions(managed("1000"), sleeve("TECH", "0", "AAPL", "90", "KO", "2")),
            model("TECH", "0.5"),
            cash("0.5"));

    assertThat(line(judgement, "TECH/KO").band()).isEqualTo(Bands.NOTHING);
    assertThat(line(judgement, "TECH/KO").flags()).isTrue();
  }

  @Test
  void reportsTheCashOfASleeveAndNeverTriggersOnIt() {
    boards.model(manager("TECH", "AAPL", "1"));
    var judgement =
        judge(
            positions(managed("1000"), sleeve("TECH", "500", "AAPL", "50")),
            model("TECH", "0.5"),
            cash("0.5"));

    assertThat(line(judgement, "TECH/CASH").side()).isEqualTo(Side.ABOVE);
    assertThat(line(judgement, "TECH/CASH").flags()).isFalse();
  }

  @Test
  void judgesASleeveAtItsEffectiveLeverageAndNotAtTheConfiguredOne() {
    boards.model(manager("TECH", "AAPL", "1"));
    var component = levered(model("TECH", "0.5"), "2", true);
    var positions = positions(managed("1000"), sleeve("TECH", "0", "AAPL", "100"));

    var unlatched = judge(positions, component, cash("0.5"));
    leverage.put("TECH", Leverage.of("1.5"));
    var latched = judge(positions, component, cash("0.5"));

    assertThat(line(unlatched, "TECH/AAPL").band().target()).isEqualTo(Rational.ONE);
    assertThat(line(latched, "TECH/AAPL").band().target()).isEqualTo(number("1.5"));
    assertThat(line(latched, "TECH/CASH").band().target()).isEqualTo(number("-0.5"));
  }

  @Test
  void seesALeveredSleeveDriftByItself() {
    boards.model(manager("TECH", "AAPL", "1"));
    leverage.put("TECH", Leverage.of("1.5"));
    boards.price("AAPL", "9");
    var judgement =
        judge(
            positions(managed("0"), sleeve("TECH", "-50000", "AAPL", "15000")),
            levered(model("TECH", "1"), "1.5", false));

    var line = line(judgement, "TECH/AAPL");
    assertThat(judgement.exposure()).isEqualTo(number("135000"));
    assertThat(judgement.equity()).isEqualTo(number("85000"));
    assertThat(line.weight().toDecimal(3, RoundingMode.HALF_EVEN)).isEqualByComparingTo("1.588");
    assertThat(line.side()).isEqualTo(Side.NONE);
  }

  @Test
  void followsTheNewestVersionOfAModel() {
    var judge = new Judge(DriftSettings.DEFAULTS);
    boards.model(manager("TECH", "AAPL", "0.5"));
    var expansion =
        TargetExpansion.expand("T", boards.target(target("T", model("TECH", "0.5"), cash("0.5"))));
    var input =
        new JudgeInput(
            Books.account(),
            positions(managed("1000"), sleeve("TECH", "500", "AAPL", "50")),
            expansion,
            leverage,
            before,
            Instant.EPOCH,
            boards);

    judge.judge(input);
    boards.model(manager("TECH", "AAPL", "0.6"));
    var again = (Judgement.Checkable) judge.judge(input);

    assertThat(line(again, "TECH/AAPL").band().target()).isEqualTo(number("0.6"));
    assertThat(again.models()).containsOnlyKeys("TECH");
  }

  @Test
  void takesQuantitiesAndPricesOfSixDecimals() {
    boards.price("XOM", "0.000001");
    var held = Quantity.of("0.000001");
    var judgement = judge(positions(managed("1", "XOM", held.toString())), cash("1"));

    assertThat(line(judgement, "SECURITY:XOM").value()).isEqualTo(number("0.000000000001"));
  }

  @Test
  void holdsAnAccountWithoutATargetAgainstAllCash() {
    var input =
        new JudgeInput(
            Books.account(),
            positions(managed("100", "XOM", "9")),
            TargetExpansion.expand(null, boards),
            leverage,
            before,
            Instant.EPOCH,
            boards);
    var judgement = (Judgement.Checkable) new Judge(DriftSettings.DEFAULTS).judge(input);

    assertThat(line(judgement, "CASH").side()).isEqualTo(Side.BELOW);
    assertThat(line(judgement, "SECURITY:XOM").side()).isEqualTo(Side.ABOVE);
  }
}
