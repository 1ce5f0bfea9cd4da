package io.evenkeel.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Deadlines")
class DeadlinesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Deadlines deadlines = new Deadlines();

  @Test
  void nameWhatIsDueEarliestFirstAndForgetIt() {
    deadlines.set("late", NOON.plusSeconds(2));
    deadlines.set("early", NOON.plusSeconds(1));
    deadlines.set("never yet", NOON.plusSeconds(60));

    assertThat(dueAt(NOON.plusSeconds(2))).containsExactly("early", "late");
    assertThat(dueAt(NOON.plusSeconds(2))).isEmpty();
  }

  @Test
  void doNotNameWhatIsDueAMomentLater() {
    deadlines.set("a", NOON);

    assertThat(dueAt(NOON.minusNanos(1))).isEmpty();
    assertThat(dueAt(NOON)).containsExactly("a");
  }

  @Test
  void areOnePerKeyTheLastThatWasSet() {
    deadlines.set("a", NOON);
    deadlines.set("a", NOON.plusSeconds(5));
    deadlines.set("b", NOON);
    deadlines.set("b", null);

    assertThat(dueAt(NOON)).isEmpty();
    assertThat(dueAt(NOON.plusSeconds(5))).containsExactly("a");
  }

  @Test
  void maySetFurtherOnesWhileTheyAreNamed() {
    deadlines.set("a", NOON);
    var named = new ArrayList<String>();

    deadlines.due(
        NOON,
        key -> {
          named.add(key);
          deadlines.set(key, NOON.plusSeconds(1));
        });

    assertThat(named).containsExactly("a");
    assertThat(dueAt(NOON.plusSeconds(1))).containsExactly("a");
  }

  private List<String> dueAt(Instant now) {
    var due = new ArrayList<String>();
    deadlines.due(now, due::add);
    return due;
  }
}
