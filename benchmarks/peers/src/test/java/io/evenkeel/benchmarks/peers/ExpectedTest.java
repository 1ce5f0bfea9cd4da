package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.benchmarks.peers.PeersCommand.Size;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How long the peers are expected to take")
class ExpectedTest {
  private static final Size SIZE =
      new Size(new Contender.Settings(8, 2, "4g"), 10_000, 10, 6, 1_000, 3_000_000);

  @Test
  void isLongestInTheFirstRepeatWhichKnowsNoPaceYet() {
    assertThat(Expected.run(Kind.EVENKEEL, 20_000, SIZE, true))
        .isGreaterThan(Expected.run(Kind.EVENKEEL, 20_000, SIZE, false));
  }

  @Test
  void isThatOfAllWhoTakePartInAllRepeats() {
    var kinds = List.of(Kind.EVENKEEL, Kind.FLINK);
    var first =
        Expected.run(Kind.EVENKEEL, 500, SIZE, true) + Expected.run(Kind.FLINK, 500, SIZE, true);
    var later =
        Expected.run(Kind.EVENKEEL, 500, SIZE, false) + Expected.run(Kind.FLINK, 500, SIZE, false);

    assertThat(Expected.all(kinds, 500, 3, SIZE)).isEqualTo(first + 2 * later);
  }
}
