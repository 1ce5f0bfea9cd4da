package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers that are worked out in turn")
class TurnsTest {
  private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

  private final Turns turns = new Turns();

  @Test
  void areNoMoreAtATimeThanThereAreProcessors() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(4 * AT_ONCE);
    var done = new CountDownLatch(400);
    for (var i = 0; i < 400; i++) {
      threads.execute(
          () ->
              turns.take(
                  () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    done.countDown();
                    return 0;
                  }));
    }
    done.await();
    threads.shutdown();

    assertThat(most.get()).isBetween(1, AT_ONCE);
  }

  @Test
  void areRefusedForNowWhereNobodyElseEnds() throws Exception {
    var end = new CountDownLatch(1);
    var begun = new CountDownLatch(AT_ONCE);
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    for (var i = 0; i < AT_ONCE; i++) {
      threads.execute(
          () ->
              turns.take(
                  () -> {
                    begun.countDown();
                    return await(end);
                  }));
    }
    begun.await();

    assertThatThrownBy(() -> turns.take(() -> 1))
        .isInstanceOfSatisfying(
            Problem.ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().detail()).contains("ask again shortly");
            });

    end.countDown();
    threads.shutdown();
    assertThat(turns.take(() -> 1)).isEqualTo(1);
  }

  @Test
  void giveTheirTurnBackWhenTheyFail() {
    for (var i = 0; i <= AT_ONCE; i++) {
      assertThatThrownBy(() -> turns.take(TurnsTest::fail)).hasMessage("no answer");
    }
  }

  private static int fail() {
    throw new IllegalStateException("no answer");
  }

  private static int await(CountDownLatch end) {
    try {
      end.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
