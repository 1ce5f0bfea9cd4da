package io.evenkeel.core.drift.corridor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many accounts, all of them so near to a bound that they are followed rather than laid. */
@DisplayName("Accounts near to a bound")
class CloseAccountsTest {
  private static final int ACCOUNTS = 40;
  private static final int SYMBOLS = 12;
  private static final int HELD = 5;
  private static final int TICKS = 20_000;

  private final Corridors engine = new Corridors(Integer.MAX_VALUE);
  private final double[] prices = new double[SYMBOLS];
  private final int[][] symbols = new int[ACCOUNTS][HELD];
  private final double[][] up = new double[ACCOUNTS][HELD];
  private final double[][] down = new double[ACCOUNTS][HELD];
  private Random random = new Random();

  private BigDecimal value(int account, int position) {
    var quantity = new BigDecimal(account + position + 1);
    return quantity.multiply(new BigDecimal(prices[symbols[account][position]]));
  }

  /** With 100 dollars. */
  private BigDecimal equity(int account) {
    return IntStream.range(0, HELD)
        .mapToObj(i -> value(account, i))
        .reduce(new BigDecimal(100), BigDecimal::add);
  }

  private boolean isWithinBounds(int account) {
    var equity = equity(account);
    return IntStream.range(0, HELD)
        .allMatch(
            i ->
                value(account, i).compareTo(equity.multiply(new BigDecimal(up[account][i]))) <= 0
                    && value(account, i)
                            .compareTo(equity.multiply(new BigDecimal(down[account][i])))
                        >= 0);
  }

  /** Bounds as near as can be to what its shares are now; now and then it holds something else. */
  private void put(int account) {
    var shape = new Shape(1, HELD).base(100, Double.POSITIVE_INFINITY, 0);
    var other = random.nextInt(20) == 0;
    for (var i = 0; i < HELD; i++) {
      symbols[account][i] = other ? (i + random.nextInt(3)) * 2 % SYMBOLS : symbols[account][i];
    }
    var equity = equity(account).doubleValue();
    for (var i = 0; i < HELD; i++) {
      var share = value(account, i).doubleValue() / equity;
      up[account][i] = share * (1 + 1e-3 * random.nextDouble());
      down[account][i] = share * (1 - 1e-3 * random.nextDouble());
      shape.position(symbols[account][i], account + i + 1, up[account][i], down[account][i]);
    }
    engine.put(account, shape);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void areNamedBeforeAnyBoundIsBroken(long seed) {
    random = new Random(seed);
    for (var symbol = 0; symbol < SYMBOLS; symbol++) {
      prices[symbol] = 10 + 90 * random.nextDouble();
      engine.addSymbol(prices[symbol]);
    }
    for (var account = 0; account < ACCOUNTS; account++) {
      for (var i = 0; i < HELD; i++) {
        symbols[account][i] = (account + 2 * i) % SYMBOLS;
      }
      put(account);
    }
    for (var tick = 0; tick < TICKS; tick++) {
      var symbol = random.nextInt(SYMBOLS);
      prices[symbol] *= 1 + 2e-5 * random.nextGaussian();
      engine.tick(symbol, prices[symbol]);
      var named = drain();
      IntStream.range(0, ACCOUNTS)
          .filter(account -> !named.contains(account))
          .forEach(account -> assertThat(isWithinBounds(account)).isTrue());
      named.forEach(this::put);
    }
    assertThat(engine.counts().followed()).isGreaterThan(TICKS);
    assertThat(engine.counts().named()).isLessThan(engine.counts().followed() / 10);
  }

  private Set<Integer> drain() {
    var named = new HashSet<Integer>();
    IntStream.of(engine.drain()).forEach(named::add);
    return named;
  }
}
