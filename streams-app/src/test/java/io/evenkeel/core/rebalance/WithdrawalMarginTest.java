package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 12,000 of AAA in a sleeve that owes 9,000 and a few, beside some cash. */
@DisplayName("A withdrawal from an account that borrows")
class WithdrawalMarginTest {
  private static BookCase owing(String sleeveCash, String managedCash) {
    return new BookCase()
        .price("AAA", "100")
        .model("TECH", "AAA", "1")
        .sleeveOf("TECH", "0.75", "4", true)
        .latched("TECH", "4")
        .cash("0.25")
        .managed(managedCash)
        .holdsSleeve("TECH", sleeveCash, "AAA", "120")
        .maintenanceMargin("0.25");
  }

  private static BuildResult withdrawn(BookCase book, String dollars) {
    return book.withdraw(CashFlow.Method.PRO_RATA, dollars).minTransaction().result();
  }

  @Test
  void isProposedWhereItLeavesEquityAtMaintenanceMargin() {
    assertThat(withdrawn(owing("-9001", "1000"), "999")).isInstanceOf(BuildResult.Proposed.class);
  }

  @Test
  void failsWhereItWouldLeadToAMarginCall() {
    assertThat(withdrawn(owing("-9001", "1000"), "1000"))
        .isEqualTo(
            new BuildResult.Failed(
                IssueCode.MARGIN_CALL,
                "After the withdrawal equity would be $2999.00 and exposure $12000.00: at maintenance margin 0.25 a margin call of $1.00. Withdraw less, or lower the leverage first."));
  }

  @Test
  void failsWhereItWouldDeepenAMarginCallThatIsThere() {
    assertThat(withdrawn(owing("-9500", "100"), "50"))
        .isInstanceOfSatisfying(
            BuildResult.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(IssueCode.MARGIN_CALL));
  }

  @Test
  void isProposedWhereAllOfItStandsInFundingAlready() {
    var book = owing("-9500", "100").funding("50");

    assertThat(withdrawn(book, "50")).isNotInstanceOf(BuildResult.Failed.class);
  }
}
