package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The flags that a contender told of")
class FlagsTest {
  private final Flags flags = new Flags();

  @Test
  void areComparedAccountByAccount() throws InterruptedException {
    flags.take(1, true);
    flags.take(2, true);
    flags.take(2, false);

    assertThat(flags.await(of(1), 1)).isZero();
    assertThat(flags.await(of(1, 3), 1)).isOne();
    assertThat(flags.await(of(2, 3), 1)).isEqualTo(3);
    assertThat(flags.await(of(), 1)).isOne();
  }

  @Test
  void areAwaitedUntilTheyAreRight() throws InterruptedException {
    var waiting = new CountDownLatch(1);
    var teller =
        new Thread(
            () -> {
              awaitQuietly(waiting);
              flags.take(7, true);
            });
    teller.start();
    waiting.countDown();

    assertThat(flags.await(of(7), 60_000)).isZero();
    teller.join();
  }

  @Test
  void countOnlyWhatIsNews() {
    flags.take(1, true);
    flags.take(1, true);
    flags.take(2, false);
    flags.take(1, false);

    assertThat(flags.changes()).isEqualTo(2);
  }

  @Test
  void answerATickOnlyWithTheAccountThatItTurned() {
    flags.turned(5);
    flags.take(6, true);
    assertThat(flags.latencies().count()).isZero();
    assertThat(flags.overdueMillis()).isPositive();

    flags.take(5, true);

    assertThat(flags.latencies().count()).isOne();
    assertThat(flags.overdueMillis()).isZero();
  }

  private static BitSet of(int... accounts) {
    var set = new BitSet();
    for (var account : accounts) {
      set.set(account);
    }
    return set;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
