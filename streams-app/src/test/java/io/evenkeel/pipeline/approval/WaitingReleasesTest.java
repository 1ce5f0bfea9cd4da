package io.evenkeel.pipeline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.limits.LastStep;
import io.evenkeel.core.limits.WaitingRelease;
import io.evenkeel.pipeline.state.PackedStore;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What waits at the last step")
class WaitingReleasesTest {
  private static final Batch FIRST = batch("R-1");
  private static final Batch SECOND = batch("R-2");

  private final PackedStore<WaitingRelease> store =
      PackedStore.<WaitingRelease>withoutLog("waiting").build();
  private final WaitingReleases waiting = new WaitingReleases(store, 2);

  private static Batch batch(String request) {
    return LastStep.batch(request, "A-1", LastStep.buy("1", "10"));
  }

  private static BatchRelease cancellation(Batch batch) {
    return BatchRelease.cancellation(batch, batch.batchId() + "/C-1", new TreeSet<>());
  }

  @Test
  void hasNoRoomForMoreThanItWasMadeFor() {
    waiting.add("SCHWAB", BatchRelease.whole(FIRST));
    assertThat(waiting.hasRoomFor(BatchRelease.whole(SECOND))).isTrue();

    waiting.add("SCHWAB", BatchRelease.whole(SECOND));

    assertThat(waiting.hasRoomFor(BatchRelease.whole(batch("R-3")))).isFalse();
  }

  @Test
  void hasRoomForACancellationAlways() {
    waiting.add("SCHWAB", BatchRelease.whole(FIRST));
    waiting.add("SCHWAB", BatchRelease.whole(SECOND));

    assertThat(waiting.hasRoomFor(cancellation(FIRST))).isTrue();
  }

  @Test
  void goesInTheOrderInWhichItCame() {
    waiting.add("SCHWAB", BatchRelease.whole(SECOND));
    waiting.add("SCHWAB", BatchRelease.whole(FIRST));
    waiting.add("SCHWAB", cancellation(SECOND));

    assertThat(waiting.next())
        .extracting(WaitingRelease::release)
        .isEqualTo(BatchRelease.whole(SECOND));
    assertThat(waiting.holds(SECOND.batchId())).as("its cancellation waits").isTrue();
    assertThat(waiting.next())
        .extracting(WaitingRelease::release)
        .isEqualTo(BatchRelease.whole(FIRST));
    assertThat(waiting.next()).extracting(WaitingRelease::release).isEqualTo(cancellation(SECOND));
    assertThat(waiting.next()).isNull();
    assertThat(waiting.holds(SECOND.batchId())).isFalse();
  }

  @Test
  void isThereAgainInTheSameOrderAfterARestart() {
    waiting.add("SCHWAB", BatchRelease.whole(SECOND));
    waiting.add("SCHWAB", BatchRelease.whole(FIRST));

    var restored = new WaitingReleases(store, 2);

    assertThat(restored.size()).isEqualTo(2);
    assertThat(restored.next())
        .extracting(WaitingRelease::release)
        .isEqualTo(BatchRelease.whole(SECOND));
  }
}
