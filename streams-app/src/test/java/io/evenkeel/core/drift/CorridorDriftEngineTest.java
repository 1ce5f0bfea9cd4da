package io.evenkeel.core.drift;

import io.evenkeel.core.market.Boards;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The corridor engine asks for a look at")
class CorridorDriftEngineTest extends DriftEngineTest {
  @Override
  DriftEngine engine(Boards boards) {
    return new CorridorDriftEngine(boards, Hysteresis.DEFAULT);
  }
}
