package io.evenkeel.pipeline.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of commits")
class CommitPaceTest {
  private final AtomicInteger commits = new AtomicInteger();
  private final CommitPace pace = new CommitPace(Duration.ofMillis(5));

  @Test
  void asksAtOnceWhereSomethingIsSaid() {
    pace.said(1_000, commits::incrementAndGet);

    assertThat(commits).hasValue(1);
  }

  @Test
  void letsABurstShareOneTransaction() {
    pace.said(1_000, commits::incrementAndGet);
    pace.said(1_001, commits::incrementAndGet);
    pace.said(1_004, commits::incrementAndGet);
    assertThat(commits).hasValue(1);

    pace.check(1_004, commits::incrementAndGet);
    assertThat(commits).as("the floor is not reached").hasValue(1);
    pace.check(1_005, commits::incrementAndGet);
    assertThat(commits).hasValue(2);
  }

  @Test
  void asksForNothingWhileNothingIsSaid() {
    pace.said(1_000, commits::incrementAndGet);
    pace.check(1_010, commits::incrementAndGet);
    pace.check(2_000, commits::incrementAndGet);

    assertThat(commits).hasValue(1);
  }

  @Test
  void asksOnceForAllThatIsSaidInOneMomentAndSeesToALatecomerSoonAfter() {
    pace.said(1_000, commits::incrementAndGet);
    pace.said(1_000, commits::incrementAndGet);
    pace.check(1_049, commits::incrementAndGet);
    assertThat(commits).hasValue(1);

    pace.check(1_050, commits::incrementAndGet);
    pace.check(2_000, commits::incrementAndGet);
    assertThat(commits).hasValue(2);
  }

  @Test
  void waitsFourTimesAsLongWhereMuchIsSaidSinceACommitHoldsUpTheWork() {
    pace.said(1_000, commits::incrementAndGet);
    for (var i = 0; i < 11; i++) {
      pace.said(1_004, commits::incrementAndGet);
    }

    pace.check(1_019, commits::incrementAndGet);
    assertThat(commits).hasValue(1);
    pace.check(1_020, commits::incrementAndGet);
    assertThat(commits).hasValue(2);

    pace.said(1_030, commits::incrementAndGet);
    assertThat(commits).as("little is said again").hasValue(3);
  }

  @Test
  void isSharedByTheTasksOfAThreadSinceTheyAreCommittedTogether() throws InterruptedException {
    var paces = new CommitPaces(Duration.ofMillis(5));
    paces.here().said(1_000, commits::incrementAndGet);
    paces.here().said(1_001, commits::incrementAndGet);
    assertThat(commits).hasValue(1);

    var other = new Thread(() -> paces.here().said(1_001, commits::incrementAndGet));
    other.start();
    other.join();
    assertThat(commits).as("another thread has a pace of its own").hasValue(2);
  }
}
