package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lines whose target is 0, whose band is no wider than a lot, or that have no price")
class LinesAtTheirEdgesTest {
  private static final Tolerance FIVE_POINTS = Tolerance.absolute("0.05");

  @Test
  void aComponentOfWeightZeroWithinItsBandIsLeftAloneUnderMinTransaction() {
    var outcome = zeroWeight("40").minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void aComponentOfWeightZeroAboveItsBandIsSoldToItsClearingEdge() {
    var outcome = zeroWeight("60").minTransaction();

    assertThat(outcome.orders())
        .as("45 is the edge, 44 a dollar inside")
        .contains("SELL SECURITY:Z 16");
  }

  @Test
  void aComponentOfWeightZeroIsSoldWholeUnderBestFit() {
    var outcome = zeroWeight("40").bestFit();

    assertThat(outcome.orders()).contains("SELL SECURITY:Z 40");
  }

  private static BookCase zeroWeight(String held) {
    return new BookCase()
        .price("A", "1")
        .price("Z", "1")
        .security("A", "0.5")
        .security("Z", "0", FIVE_POINTS, FIVE_POINTS)
        .cash("0.5")
        .managed(String.valueOf(500 - Integer.parseInt(held)), "A", "500", "Z", held);
  }

  @Test
  void aModelOfWeightZeroWithinItsBandIsNotClosedUnderMinTransaction() {
    var outcome = zeroModel().minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void aModelOfWeightZeroIsClosedUnderBestFit() {
    var outcome = zeroModel().bestFit();

    assertThat(outcome.changes()).extracting(SleeveChange::type).contains(SleeveChange.Type.CLOSE);
    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 40");
  }

  private static BookCase zeroModel() {
    return new BookCase()
        .price("A", "1")
        .model("M", "A", "1")
        .sleeveOf("M", "0", FIVE_POINTS)
        .cash("1")
        .managed("960")
        .holdsSleeve("M", "0", "A", "40");
  }

  @Test
  void cashIsRaisedFirstFromALineWithTargetZero() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("Z", "1")
            .security("A", "0.5")
            .security("Z", "0", FIVE_POINTS, FIVE_POINTS)
            .cash("0.5")
            .managed("380", "A", "580", "Z", "40")
            .minTransaction();

    assertThat(outcome.orders())
        .as("410 is the lower clearing edge of cash, 411 the aim")
        .containsExactly("SELL SECURITY:Z 31");
  }

  @Test
  void aSleeveWhoseBandsAreNarrowerThanALotGivesWhatItsLotsComeTo() {
    var outcome =
        new BookCase()
            .price("A", "30")
            .price("B", "70")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "0.5", Tolerance.absolute("0"))
            .cash("0.5")
            .managed("3000")
            .holdsSleeve("M", "0", "A", "100", "B", "43")
            .minTransaction();

    assertThat(outcome.orders()).isNotEmpty();
    assertThat(outcome.transfers()).hasSize(1);
    assertThat(outcome.filled().model("M").orElseThrow().cash()).isLessThan(Money.of("70"));
    assertThat(outcome.again().result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void aSecurityWithoutAPriceThatWouldNotBeBoughtIsNoObstacle() {
    var outcome = unpriced("500").minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void aSecurityWithoutAPriceThatSpareCashWouldBuyFailsTheBuild() {
    var outcome = unpriced("800").minTransaction();

    assertThat(outcome.issue()).isEqualTo(IssueCode.UNCHECKABLE);
  }

  @Test
  void bestFitNeedsThePriceOfEverythingInTheTarget() {
    var outcome = unpriced("500").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.UNCHECKABLE);
  }

  private static BookCase unpriced(String cash) {
    return new BookCase()
        .price("A", "1")
        .security("A", "0.47")
        .security("NEW", "0.03", FIVE_POINTS, FIVE_POINTS)
        .cash("0.5")
        .managed(cash, "A", "500");
  }

  @Test
  void aSecurityOfAModelWithoutAPriceThatWouldNotBeBoughtIsNoObstacle() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .model("M", "A", "0.97", "NEW", "0.03")
            .sleeveOf("M", "1", FIVE_POINTS)
            .managed("0")
            .holdsSleeve("M", "0", "A", "1000")
            .minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void aFullExitSellsPartsOfALotToo() {
    var outcome =
        new BookCase().price("OLD", "0.10").cash("1").managed("5", "OLD", "3.25").minTransaction();

    assertThat(outcome.orders())
        .as("32 cents and a half: no floor for a full exit")
        .containsExactly("SELL SECURITY:OLD 3.25");
  }

  @Test
  void buildsASleeveWhoseLeverageIsToBeLatchedExactlyWhateverTheRequestSays() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .model("M", "A", "1")
            .sleeveOf("M", "1", "1.5", false)
            .managed("0")
            .holdsSleeve("M", "0", "A", "1000")
            .latched("M", "1.4")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("BUY M/A 500");
    assertThat(outcome.changes()).extracting(SleeveChange::latches).containsExactly(true);
  }

  @Test
  void noLotTakesCashPastTheOtherSideOfItsBand() {
    var outcome =
        new BookCase()
            .price("A", "300")
            .security("A", "0.5", Tolerance.relative("0.9"), Tolerance.DEFAULT_PRECISION)
            .cash("0.5", Tolerance.relative("0.2"), Tolerance.DEFAULT_PRECISION)
            .managed("620", "A", "1.266667")
            .minTransaction();

    assertThat(outcome.input().sides()).containsEntry("CASH", Side.ABOVE);
    assertThat(outcome.orders()).as("a lot would leave 320, below 400").isEmpty();
  }

  @Test
  void aBreachThatHysteresisHoldsIsClearedToTheEdgeThatEndsIt() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.1")
            .cash("0.9")
            .managed("881", "A", "119")
            .wasBreached("SECURITY:A", Side.ABOVE)
            .minTransaction();

    assertThat(outcome.orders())
        .as("11.9 % stands above 11.8 %; a dollar inside is 117")
        .containsExactly("SELL SECURITY:A 2");
  }
}
