package io.evenkeel.core.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lots that sales take")
class LotsTakenTest {
  private static final Instant NOW = Instant.parse("2026-01-05T17:00:00Z");
  private static final Lot OLD = lot("10", "50.00", "2020-01-02");
  private static final Lot NEW = lot("10", "90.00", "2025-12-01");

  private static Lot lot(String quantity, String basis, String acquired) {
    return new Lot(Quantity.of(quantity), Money.of(basis), LocalDate.parse(acquired));
  }

  private static Positions holding(Lot... lots) {
    var held = new Holding("A", Quantity.of("20"), List.of(lots));
    return new Positions(
        "A-1",
        1,
        NOW,
        Positions.Feed.INTRADAY,
        null,
        List.of(
            new Sleeve(
                "MANAGED",
                Sleeve.Kind.MANAGED,
                null,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                List.of(held))));
  }

  private static Fill sale(String quantity, Lot... named) {
    return new Fill(
        "MANAGED", "A", TradeSide.SELL, Quantity.of(quantity), Price.of("10"), NOW, List.of(named));
  }

  private static List<List<Lot>> taken(Positions before, Fill... fills) {
    return LotsTaken.by(List.of(fills), before);
  }

  @Test
  void areThoseThatTheOrderNamed() {
    assertThat(taken(holding(OLD, NEW), sale("4", lot("4", "36.00", "2025-12-01"))))
        .containsExactly(List.of(lot("4", "36.00", "2025-12-01")));
  }

  @Test
  void areTheOldestWhereANamedOneIsGone() {
    assertThat(taken(holding(OLD), sale("4", lot("4", "36.00", "2025-12-01"))))
        .containsExactly(List.of(lot("4", "20.00", "2020-01-02")));
  }

  @Test
  void areNotTakenTwice() {
    assertThat(taken(holding(OLD, NEW), sale("10"), sale("5")))
        .containsExactly(List.of(OLD), List.of(lot("5", "45.00", "2025-12-01")));
  }

  @Test
  void areFewerThanWhatIsSoldWhereNoMoreAreKnown() {
    assertThat(taken(holding(OLD), sale("15"))).containsExactly(List.of(OLD));
  }

  @Test
  void areNoneOfAPurchase() {
    var purchase =
        new Fill("MANAGED", "A", TradeSide.BUY, Quantity.of("1"), Price.of("10"), NOW, List.of());

    assertThat(taken(holding(OLD), purchase)).containsExactly(List.of());
  }
}
