package io.evenkeel.samples.custodian;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The market on paper")
class PaperMarketTest {
  private final Map<String, BigDecimal> prices = new HashMap<>(Map.of("XOM", new BigDecimal("60")));
  private final Market market = market();

  private Market market() {
    return new PaperMarket(
        id -> Optional.ofNullable(prices.get(id)), Clock.fixed(Records.NOW, ZoneOffset.UTC));
  }

  private static Order large(String id) {
    return Order.newBuilder(Records.sell(id)).setQuantity(new BigDecimal("101")).build();
  }

  private static List<Market.Report> twoLooks(Market market) {
    var reports = new ArrayList<>(market.reports());
    reports.addAll(market.reports());
    return reports;
  }

  @Test
  void tradesAnOrderOnceHoweverOftenItIsPlaced() {
    market.place(Records.sell("S"));
    market.place(Records.sell("S"));
    assertThat(market.reports()).hasSize(1);

    market.place(Records.sell("S"));
    assertThat(market.reports()).isEmpty();
  }

  @Test
  void reportsTheSameTradesUnderTheSameNumbersAfterItForgotEverything() {
    market.place(large("S"));
    var first = twoLooks(market);
    var forgetful = market();
    forgetful.place(large("S"));

    assertThat(twoLooks(forgetful)).isEqualTo(first);
    assertThat(first)
        .extracting(report -> ((Market.Traded) report).quantity().toPlainString())
        .containsExactly("40", "61");
  }

  @Test
  void letsAnOrderWaitForAPrice() {
    prices.clear();
    market.place(Records.sell("S"));
    assertThat(market.reports()).isEmpty();

    prices.put("XOM", BigDecimal.ONE);
    assertThat(market.reports()).hasSize(1);
  }

  @Test
  void tradesNothingBeyondALimit() {
    var limited = Records.sell("S");
    limited.setOrderType(OrderType.LIMIT);
    limited.setLimitPrice(new BigDecimal("61"));
    market.place(limited);
    assertThat(market.reports()).isEmpty();

    prices.put("XOM", new BigDecimal("61"));
    assertThat(market.reports()).hasSize(1);
  }

  @Test
  void takesOutWhatIsLeftAndNeverTakesItAgain() {
    market.place(large("S"));
    market.reports();

    market.cancel(large("S"));

    assertThat(market.reports()).singleElement().isInstanceOf(Market.Canceled.class);
    market.place(large("S"));
    assertThat(market.reports()).isEmpty();
  }

  @Test
  void cancelsAnOrderThatItNeverHad() {
    market.cancel(Records.sell("S"));

    assertThat(market.reports()).singleElement().isInstanceOf(Market.Canceled.class);
  }

  @Test
  void letsATradeStandThatCompletedTheOrderBeforeItsCancellation() {
    market.place(Records.sell("S"));
    market.reports();

    market.cancel(Records.sell("S"));

    assertThat(market.reports()).isEmpty();
  }
}
