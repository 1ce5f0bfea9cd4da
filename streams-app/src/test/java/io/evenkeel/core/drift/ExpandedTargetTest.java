package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.levered;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.silent;
import static io.evenkeel.core.drift.Books.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The content of a target")
class ExpandedTargetTest {
  private static ExpandedTarget expand(Target target) {
    var expansion = TargetExpansion.expand("T", new MapBoards().target(target));
    return ((Expansion.Expanded) expansion).target();
  }

  private static String content(Component... components) {
    return expand(Books.target("T", components)).content();
  }

  private static Target with(TradeLogic logic, LotMethod lots, @Nullable Money minimum) {
    return new Target(
        "T",
        Books.FIRM,
        1,
        Instant.EPOCH,
        Target.Scope.ENTERPRISE,
        null,
        List.of(cash("1")),
        logic,
        lots,
        minimum);
  }

  @Test
  void differsWithEverythingStatedOfALine() {
    var plain = content(model("M", "0.5"), cash("0.5"));

    assertThat(
            List.of(
                content(model("M", "0.4"), cash("0.6")),
                content(model("N", "0.5"), cash("0.5")),
                content(security("M", "0.5"), cash("0.5")),
                content(within(model("M", "0.5"), Tolerance.absolute("0.2")), cash("0.5")),
                content(levered(model("M", "0.5"), "1.5", true), cash("0.5")),
                content(levered(model("M", "0.5"), "1", false), cash("0.5")),
                content(silent(model("M", "0.5")), cash("0.5"))))
        .doesNotContain(plain)
        .doesNotHaveDuplicates();
  }

  @Test
  void differsWithTradeLogicLotMethodAndSmallestTrade() {
    assertThat(
            List.of(
                expand(with(TradeLogic.BEST_FIT, LotMethod.FIFO, null)).content(),
                expand(with(TradeLogic.BEST_FIT, LotMethod.CUSTODIAN_DEFAULT, null)).content(),
                expand(with(TradeLogic.MIN_TRANSACTION, LotMethod.FIFO, null)).content(),
                expand(with(TradeLogic.BEST_FIT, LotMethod.FIFO, Money.of("5"))).content()))
        .doesNotHaveDuplicates();
  }

  @Test
  void isThatOfTheNumbersAndNotOfHowTheyAreWritten() {
    assertThat(content(security("XOM", "0.50"), cash("0.5")))
        .isEqualTo(content(security("XOM", "0.5"), cash("0.500")));
  }

  @Test
  void staysTheSameWhereANewVersionSaysTheSame() {
    var first = expand(Books.target("T", Books.FIRM, 1, List.of(cash("1"))));
    var second = expand(Books.target("T", Books.FIRM, 2, List.of(cash("1"))));

    assertThat(second.content()).isEqualTo(first.content());
  }

  @Test
  void isReadBackAsItWasWritten() {
    var odd = "a\tb\nc\\d e/f";
    var target =
        expand(
            Books.target(
                "T",
                levered(
                    within(model("M", "0.125"), Tolerance.lesserOf("0.25", "0.05")), "1.5", false),
                silent(security(odd, "0.375")),
                within(cash("0.5"), Tolerance.absolute("0"))));

    var read = ExpandedTarget.ofContent(target.content());

    assertThat(read.lines()).isEqualTo(target.lines());
    assertThat(read.content()).isEqualTo(target.content());
  }
}
