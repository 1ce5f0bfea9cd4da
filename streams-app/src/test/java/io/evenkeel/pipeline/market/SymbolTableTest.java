package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A symbol table")
class SymbolTableTest {
  private final SymbolTable symbols = new SymbolTable();

  @Test
  void numbersIdsInTheOrderInWhichTheyAreFirstSeen() {
    assertThat(symbols.intern("B")).isZero();
    assertThat(symbols.intern("A")).isEqualTo(1);
    assertThat(symbols.intern("B")).isZero();

    assertThat(symbols.id(1)).isEqualTo("A");
    assertThat(symbols.size()).isEqualTo(2);
  }

  @Test
  void doesNotNumberWhatIsOnlyLookedFor() {
    assertThat(symbols.find("A")).isEqualTo(SymbolTable.NONE);
    assertThat(symbols.size()).isZero();
  }

  @Test
  void growsWhileManyThreadsUseIt() throws Exception {
    var threads = Executors.newFixedThreadPool(4);
    try {
      var results = new ArrayList<Future<int[]>>();
      for (var t = 0; t < 4; t++) {
        results.add(threads.submit(numbering()));
      }

      var first = results.get(0).get();
      for (var result : results) {
        assertThat(result.get()).containsExactly(first);
      }
      assertThat(Arrays.stream(first).distinct().count()).isEqualTo(5_000);
      assertThat(symbols.size()).isEqualTo(5_000);
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<int[]> numbering() {
    return () -> {
      var numbers = new int[5_000];
      for (var i = 0; i < numbers.length; i++) {
        numbers[i] = symbols.intern("S-" + i);
        assertThat(symbols.id(numbers[i])).isEqualTo("S-" + i);
      }
      return numbers;
    };
  }
}
