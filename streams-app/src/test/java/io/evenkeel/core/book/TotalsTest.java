package io.evenkeel.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an account holds in total")
class TotalsTest {
  private static Sleeve sleeve(String id, String cash, String receivable, String payable) {
    return new Sleeve(
        id,
        id.equals("MANAGED") ? Sleeve.Kind.MANAGED : Sleeve.Kind.PROTECTED,
        null,
        Money.of(cash),
        Money.of(receivable),
        Money.of(payable),
        List.of(
            new Holding("XOM", Quantity.of("1.5"), List.of()),
            new Holding(id + "-ONLY", Quantity.ZERO, List.of())));
  }

  @Test
  void isTheSumOfAllSleevesWithTradeDateCash() {
    var positions =
        new Positions(
            "A-1",
            1,
            Instant.EPOCH,
            Positions.Feed.INTRADAY,
            null,
            List.of(sleeve("MANAGED", "10", "2.50", "1"), sleeve("P", "-3", "0", "0")));

    assertThat(Totals.of(positions))
        .isEqualTo(Totals.of(Money.of("8.50"), Map.of("XOM", Quantity.of("3"))));
  }

  @Test
  void differsInWhatOneHasAndTheOtherHasNotOrHasOtherwise() {
    var one = Totals.of(Money.of("1"), Map.of("A", Quantity.of("1"), "B", Quantity.of("2")));
    var other = Totals.of(Money.of("1.00"), Map.of("B", Quantity.of("3"), "C", Quantity.of("1")));

    assertThat(one.differingFrom(other)).containsExactly("A", "B", "C");
    assertThat(one.differingFrom(one)).isEmpty();
    assertThat(Totals.of(Money.ZERO, Map.of()).differingFrom(one))
        .containsExactly(Totals.CASH, "A", "B");
  }

  @Test
  void hasNoLineOfWhatThereIsNoneOf() {
    assertThat(Totals.of(Money.ZERO, Map.of("A", Quantity.ZERO)).lines()).isEmpty();
    assertThat(Totals.of(Money.ZERO, Map.of()).of("A")).isEqualTo(Quantity.ZERO);
  }
}
