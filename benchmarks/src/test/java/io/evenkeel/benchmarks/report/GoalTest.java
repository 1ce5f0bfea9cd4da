package io.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A goal")
class GoalTest {
  @Test
  void isMetByWhatLiesOnItsBound() {
    assertThat(Goal.atLeast(5).isMet(5)).isTrue();
    assertThat(Goal.atMost(5).isMet(5)).isTrue();
    assertThat(Goal.atLeast(5).isMet(Math.nextDown(5.0))).isFalse();
    assertThat(Goal.atMost(5).isMet(Math.nextUp(5.0))).isFalse();
  }

  @Test
  void isMissedByWhatCouldNotBeMeasured() {
    assertThat(Goal.atLeast(5).isMet(Double.NaN)).isFalse();
    assertThat(Goal.atMost(5).isMet(Double.NaN)).isFalse();
  }

  @Test
  void goesByTheMedianAndTellsHowManyRepeatsMetIt() {
    assertThat(Goal.atLeast(100).verdict(List.of(50.0, 150.0, 120.0)))
        .isEqualTo("met by 20 %; 2 of 3 repeats met it");
    assertThat(Goal.atMost(100).verdict(List.of(50.0, 150.0, 120.0)))
        .isEqualTo("**missed** by 20 %; 1 of 3 repeats met it");
  }

  @Test
  void ofZeroIsMissedByWhatThereIs() {
    assertThat(Goal.atMost(0).verdict(List.of(3.0)))
        .isEqualTo("**missed** by 3.0; 0 of 1 repeats met it");
  }
}
