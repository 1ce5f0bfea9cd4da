package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A build of an account with restrictions")
class RestrictionsTest {
  private static BookCase two() {
    return new BookCase()
        .price("A", "10")
        .price("B", "10")
        .security("A", "0.5")
        .security("B", "0.4")
        .cash("0.1");
  }

  @Test
  void doesNotBuyWhatIsDoNotBuy() {
    var book = two().managed("10000").notBought("A");

    assertThat(book.bestFit().orders()).containsExactly("BUY SECURITY:B 400");
    assertThat(book.minTransaction().orders()).noneMatch(order -> order.contains("SECURITY:A"));
  }

  @Test
  void sellsWhatIsDoNotBuy() {
    var book = two().managed("1000", "A", "900").notBought("A");

    assertThat(book.bestFit().orders())
        .containsExactly("SELL SECURITY:A 400", "BUY SECURITY:B 400");
  }

  @Test
  void doesNotSellWhatIsDoNotSell() {
    var book = two().managed("1000", "A", "900").notSold("A");

    assertThat(book.bestFit().orders()).noneMatch(order -> order.startsWith("SELL"));
    assertThat(book.minTransaction().orders()).noneMatch(order -> order.startsWith("SELL"));
  }

  @Test
  void buysWhatIsDoNotSell() {
    var book = two().managed("10000").notSold("A");

    assertThat(book.bestFit().orders()).containsExactly("BUY SECURITY:A 500", "BUY SECURITY:B 400");
  }

  @Test
  void doesNothingWithWhatIsDoNotTrade() {
    var held = two().managed("1000", "A", "900").notTraded("A");
    var wanted = two().managed("10000").notTraded("A");

    assertThat(held.bestFit().orders()).noneMatch(order -> order.contains("SECURITY:A"));
    assertThat(wanted.bestFit().orders()).noneMatch(order -> order.contains("SECURITY:A"));
  }

  @Test
  void raisesCashFromOtherLinesThanThoseThatMayNotBeSold() {
    var book =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .security("A", "0.45")
            .security("B", "0.45")
            .cash("0.1")
            .managed("0", "A", "500", "B", "500")
            .notSold("A");

    assertThat(book.minTransaction().orders())
        .singleElement()
        .asString()
        .startsWith("SELL SECURITY:B");
  }

  @Test
  void spendsCashOnOtherLinesThanThoseThatMayNotBeBought() {
    var book =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .security("A", "0.45")
            .security("B", "0.45")
            .cash("0.1")
            .managed("2000", "A", "400", "B", "400")
            .notBought("A");

    assertThat(book.minTransaction().orders())
        .singleElement()
        .asString()
        .startsWith("BUY SECURITY:B");
  }

  @Test
  void keepsTheRestrictionInsideAModelSleeveToo() {
    var book =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .model("TECH", "A", "0.5", "B", "0.5")
            .sleeveOf("TECH", "1")
            .managed("0")
            .holdsSleeve("TECH", "0", "A", "800", "B", "200")
            .notSold("A");

    assertThat(book.bestFit().orders()).isEmpty();
    assertThat(book.minTransaction().orders()).isEmpty();
  }

  @Test
  void leavesASleeveOpenWhoseHoldingsMayNotAllBeSold() {
    var book =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .cash("1")
            .managed("0")
            .holdsSleeve("OLD", "100", "A", "10", "B", "20")
            .notSold("A");

    var built = book.bestFit();

    assertThat(built.orders()).containsExactly("SELL OLD/B 20");
    assertThat(built.transfers()).containsExactly("OLD -> MANAGED 300");
    assertThat(built.changes())
        .singleElement()
        .extracting(SleeveChange::type)
        .isEqualTo(SleeveChange.Type.CHANGE);
    assertThat(built.again().plan().isEmpty()).isTrue();
  }

  @Test
  void failsAManualLiquidationThatMayNotSellEverything() {
    var book =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .model("TECH", "A", "0.5", "B", "0.5")
            .sleeveOf("TECH", "1")
            .managed("0")
            .holdsSleeve("TECH", "0", "A", "10", "B", "10")
            .liquidate("TECH")
            .notSold("B");

    assertThat(book.bestFit().issue()).isEqualTo(IssueCode.RESTRICTED);
  }

  @Test
  void needsNoPriceOfWhatItMayNotBuy() {
    var book =
        new BookCase()
            .price("B", "10")
            .security("A", "0.5")
            .security("B", "0.4")
            .cash("0.1")
            .managed("10000")
            .notBought("A");

    assertThat(book.bestFit().orders()).isEqualTo(List.of("BUY SECURITY:B 400"));
  }
}
