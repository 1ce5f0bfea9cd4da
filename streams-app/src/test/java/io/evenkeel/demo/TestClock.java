package io.evenkeel.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Time that passes only when it is told to. */
final class TestClock implements WorkClock {
  private record Work(Instant at, int number, Runnable work) {}

  private final PriorityQueue<Work> queue =
      new PriorityQueue<>(Comparator.comparing(Work::at).thenComparing(Work::number));
  private Instant now = Batches.AT;
  private int numbers;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void later(Duration after, Runnable work) {
    queue.add(new Work(now.plus(after), numbers++, work));
  }

  @Override
  public <T> T ask(Supplier<T> question) {
    passes(Duration.ZERO);
    return question.get();
  }

  void passes(Duration time) {
    var until = now.plus(time);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(until)) {
      var next = queue.remove();
      now = next.at();
      next.work().run();
    }
    now = until;
  }
}
