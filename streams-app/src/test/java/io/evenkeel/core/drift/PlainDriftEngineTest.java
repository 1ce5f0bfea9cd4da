package io.evenkeel.core.drift;

import io.evenkeel.core.market.Boards;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The plain engine asks for a look at")
class PlainDriftEngineTest extends DriftEngineTest {
  @Override
  DriftEngine engine(Boards boards) {
    return new PlainDriftEngine();
  }
}
