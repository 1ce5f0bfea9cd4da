package io.evenkeel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scenario")
class ScenarioTest {
  @Test
  void losesPacketsOneWayTheOtherWayAndBothInTurn() {
    assertThat(Scenario.PARTITION.faults(4, 1, 0))
        .extracting(Object::toString)
        .containsExactly(
            "packets of an instance lost for 20 s",
            "packets to an instance lost for 20 s",
            "packets lost both ways for 20 s",
            "packets of an instance lost for 20 s");
  }
}
