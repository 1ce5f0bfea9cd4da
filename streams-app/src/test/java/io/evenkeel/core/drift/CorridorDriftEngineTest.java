package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.positions;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.drift.Judgement.NotCheckable;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.GivenWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The corridor engine asks for a look at")
class CorridorDriftEngineTest extends DriftEngineTest {
  @Override
  DriftEngine engine(Boards boards) {
    return new CorridorDriftEngine(boards, Hysteresis.DEFAULT);
  }

  @Test
  void nobodyAgainBeforeWhoeverWasNamedIsPutBack() {
    var boards = new MapBoards();
    var engine = engine(boards);
    var watch =
        Watch.of(
            "A", positions(managed("1", "XOM", "1")), null, TargetExpansion.expand(null, boards));
    var positions = positions(managed("1", "XOM", "1"));
    Runnable put =
        () ->
            engine.put(watch, positions, new NotCheckable(new TreeSet<>()), GivenWeight.of("0.25"));
    put.run();
    assertThat(drainedAfterATick(engine)).containsExactly("A");

    assertThat(drainedAfterATick(engine)).isEmpty();
    engine.mark("A");
    assertThat(drainedAfterATick(engine)).isEmpty();

    put.run();
    assertThat(drainedAfterATick(engine)).containsExactly("A");
  }

  private static List<String> drainedAfterATick(DriftEngine engine) {
    engine.securityChanged("XOM");
    var ids = new ArrayList<String>();
    engine.drain(ids::add);
    return ids;
  }
}
