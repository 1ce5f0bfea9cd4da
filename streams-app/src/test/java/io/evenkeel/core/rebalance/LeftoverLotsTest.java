package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Left-over lots under BEST_FIT")
class LeftoverLotsTest {
  private static final Tolerance EXACT = Tolerance.relative("0");

  @Test
  void goBackToScaledBuysLowestDeviationFirst() {
    assertThat(scaled("A", "B").orders())
        .as("1,000 is there for 1,200: 5 of A and 7 of B, which leaves 90 for one of either")
        .containsExactly("BUY SECURITY:A 6", "BUY SECURITY:B 7");
    assertThat(scaled("B", "A").orders())
        .as("the same by other names: not the first by id, but the lowest")
        .containsExactly("BUY SECURITY:A 7", "BUY SECURITY:B 6");
  }

  /** 400 for the one at 70, which is 73 % of its target by whole shares; the other's are 78 %. */
  private static Outcome scaled(String lower, String higher) {
    return new BookCase()
        .price("HELD", "1000")
        .price(lower, "70")
        .price(higher, "80")
        .security("HELD", "0.5")
        .security(lower, "0.2")
        .security(higher, "0.3")
        .managed("1000", "HELD", "1.4")
        .notSold("HELD")
        .bestFit();
  }

  @Test
  void neverGoToALineAboveItsTarget() {
    var outcome =
        new BookCase()
            .price("A", "30")
            .price("DEAR", "5000")
            .security("A", "0.4", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.20"))
            .security("DEAR", "0.2")
            .cash("0.4")
            .managed("570", "A", "13")
            .bestFit();

    assertThat(outcome.orders())
        .as("390 stands above 384; 420 would be within its precision, and cash is plenty")
        .isEmpty();
  }

  @Test
  void neverTakeCashBelowItsPrecision() {
    var outcome =
        new BookCase()
            .price("A", "100")
            .security("A", "0.5", Tolerance.DEFAULT_THRESHOLD, EXACT)
            .cash("0.5", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.04"))
            .managed("1160")
            .bestFit();

    assertThat(outcome.orders())
        .as("580 buys 5; a sixth is nearer and would leave 560 of cash, 556.80 being allowed")
        .containsExactly("BUY SECURITY:A 6");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("560"));
  }

  @Test
  void leaveALineShortWhereCashWouldFallBelowItsPrecision() {
    var outcome =
        new BookCase()
            .price("A", "100")
            .security("A", "0.5", Tolerance.DEFAULT_THRESHOLD, EXACT)
            .cash("0.5", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.02"))
            .managed("1160")
            .bestFit();

    assertThat(outcome.orders())
        .as("a sixth would leave 560 of cash, below 568.40")
        .containsExactly("BUY SECURITY:A 5");
  }

  @Test
  void leaveALineThatIsWithinAFewCentsOfItsTargetAlone() {
    var outcome =
        new BookCase()
            .price("A", "9.99")
            .security("A", "0.5", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.20"))
            .cash("0.5", Tolerance.DEFAULT_THRESHOLD, EXACT)
            .managed("100", "A", "10")
            .bestFit();

    assertThat(outcome.orders()).as("99.90 of 99.95").isEmpty();
  }
}
