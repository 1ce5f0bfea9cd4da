package io.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The spread of repeats")
class SpreadTest {
  @Test
  void hasTheMiddleOneAsItsMedian() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
  }

  @Test
  void hasTheMiddleOfTheMiddleTwoWhereTheirNumberIsEven() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
  }

  @Test
  void isShownWithItsRangeOnlyWhereThereIsOne() {
    assertThat(Spread.of(List.of(1234567.0))).hasToString("1,230,000");
    assertThat(Spread.of(List.of(0.5, 7.25, 1000.0))).hasToString("7.25 (0.5–1,000)");
  }

  @Test
  void ofWhatWasNotMeasuredIsADash() {
    assertThat(Spread.of(List.of(Double.NaN))).hasToString("–");
  }

  @Test
  void needsARepeat() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}
