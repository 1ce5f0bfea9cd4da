package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's market")
class MarketSimulatorTest {
  private static final Duration DAY = Duration.ofMinutes(390);
  private static final Universe UNIVERSE = Universe.load();

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(days(42, 50)).isEqualTo(days(42, 50)).isNotEqualTo(days(43, 50));
  }

  @Test
  void staysNearItsVolatilityOverAYear() {
    var returns = new ArrayList<Double>();
    for (var seed = 0; seed < 200; seed++) {
      var year = days(seed, 252);
      returns.add(Math.log(year.get(year.size() - 1).get(0).price().doubleValue() / 182.0));
    }

    var deviation = Math.sqrt(returns.stream().mapToDouble(r -> r * r).average().orElseThrow());

    assertThat(deviation).isBetween(0.25, 0.50);
  }

  @Test
  void movesSecuritiesTogether() {
    var together = 0;
    for (var day : changes(days(42, 500))) {
      together += day[0] * day[1] > 0 ? 1 : 0;
    }

    assertThat(together).isGreaterThan(300);
  }

  @Test
  void goesOnFromWhereASecurityOpensAgain() {
    var market = new MarketSimulator(UNIVERSE.listings(), 42);

    market.reopen("NOVA", new BigDecimal("33.00"));

    assertThat(market.now()).contains(new MarketSimulator.Tick("NOVA", new BigDecimal("33.00")));
    assertThat(market.after(DAY)).contains(market.now().toArray(MarketSimulator.Tick[]::new));
  }

  @Test
  void neverLetsAPriceFallToZero() {
    assertThat(days(1, 3000)).allSatisfy(d -> assertThat(d).allMatch(t -> t.price().signum() > 0));
  }

  private static List<List<MarketSimulator.Tick>> days(long seed, int days) {
    var market = new MarketSimulator(UNIVERSE.listings(), seed);
    var all = new ArrayList<List<MarketSimulator.Tick>>();
    for (var day = 0; day < days; day++) {
      all.add(market.after(DAY));
    }
    return all;
  }

  private static List<double[]> changes(List<List<MarketSimulator.Tick>> days) {
    var changes = new ArrayList<double[]>();
    for (var day = 1; day < days.size(); day++) {
      changes.add(new double[] {change(days, day, 0), change(days, day, 3)});
    }
    return changes;
  }

  private static double change(List<List<MarketSimulator.Tick>> days, int day, int security) {
    return days.get(day).get(security).price().doubleValue()
        - days.get(day - 1).get(security).price().doubleValue();
  }
}
