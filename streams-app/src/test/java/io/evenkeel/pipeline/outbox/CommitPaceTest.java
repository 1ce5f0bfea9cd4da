package io.evenkeel.pipeline.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of commits")
class CommitPaceTest {
  private final AtomicInteger commits = new AtomicInteger();
  private final CommitPace pace = new CommitPace(Duration.ofMillis(5), commits::incrementAndGet);

  @Test
  void asksAtOnceWhereSomethingIsSaid() {
    pace.said(1_000);

    assertThat(commits).hasValue(1);
  }

  @Test
  void letsABurstShareOneTransaction() {
    pace.said(1_000);
    pace.said(1_001);
    pace.said(1_004);
    assertThat(commits).hasValue(1);

    pace.check(1_004);
    assertThat(commits).as("the floor is not reached").hasValue(1);
    pace.check(1_005);
    assertThat(commits).hasValue(2);
  }

  @Test
  void asksForNothingWhileNothingIsSaid() {
    pace.said(1_000);
    pace.check(1_010);
    pace.check(2_000);

    assertThat(commits).hasValue(1);
  }
}
