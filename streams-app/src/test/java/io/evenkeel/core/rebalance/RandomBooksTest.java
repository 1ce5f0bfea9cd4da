package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.TradeLogic;
import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Trades of random books, 100 per seed and logic")
class RandomBooksTest {
  private static final int BOOKS_PER_SEED = 100;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepEveryRuleUnderBestFit(long seed) {
    assertEveryRuleIsKept(seed, TradeLogic.BEST_FIT);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepEveryRuleUnderMinTransaction(long seed) {
    assertEveryRuleIsKept(seed, TradeLogic.MIN_TRANSACTION);
  }

  private static void assertEveryRuleIsKept(long seed, TradeLogic logic) {
    var violations = new ArrayList<String>();
    var proposed = 0;
    for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
      var input = RandomBook.of(book, logic);
      var result = TradeBuilder.build(input);
      proposed += result instanceof BuildResult.Proposed ? 1 : 0;
      for (var violation : TradeChecks.violations(input, result)) {
        violations.add("book " + book + ": " + violation);
      }
    }

    assertThat(violations).isEmpty();
    assertThat(proposed).isGreaterThan(BOOKS_PER_SEED / 2);
  }
}
