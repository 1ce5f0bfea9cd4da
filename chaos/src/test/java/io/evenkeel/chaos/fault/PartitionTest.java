package io.evenkeel.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chaos.process.NetworkNamespace.Lost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partition between one instance and everybody else")
class PartitionTest {
  private static final Lost LOST = new Lost(31, 52);

  @Test
  void tellsThatTheGroupGaveTheInstanceUpAndWhatWasLost() {
    assertThat(Partition.detail(2, 0, LOST))
        .isEqualTo("2 members given up, 31 packets lost from it and 52 to it");
  }

  @Test
  void hadNoEffectWhereTheGroupKeepsTheInstance() {
    assertThat(Partition.detail(2, 1, LOST)).isEmpty();
  }

  @Test
  void hadNoEffectWhereTheInstanceWasNotThere() {
    assertThat(Partition.detail(0, 0, LOST)).isEmpty();
  }
}
