package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gathered lines of an account")
class GatheredTest {
  private static final HeldLine HALF = new HeldLine(0, "S-1", 10, 0.45, 0.55);
  private static final HeldLine CASH = new HeldLine(1, "S--1", 1_000, 0.45, 0.55);

  @Test
  void areWithinOnTheEdgeOfTheBandAndOutsideBeyondIt() {
    assertThat(isOutside(100, 1_000)).isFalse();
    assertThat(isOutside(122, 1_000)).isFalse();
    assertThat(isOutside(123, 1_000)).isTrue();
    assertThat(isOutside(82, 1_000)).isFalse();
    assertThat(isOutside(81, 1_000)).isTrue();
  }

  private static boolean isOutside(long price, long cash) {
    var line = new HeldLine(1, "S--1", cash, 0.45, 0.55);
    return Gathered.none().with(HALF.at(price)).with(line.at(1)).isOutside();
  }

  @Test
  void takeTheNewestOfALineAndForgetOneThatIsTakenAway() {
    var gathered = Gathered.none().with(CASH.at(1)).with(HALF.at(500)).with(HALF.at(100));
    assertThat(gathered.isOutside()).isFalse();

    assertThat(gathered.without(HALF.at(100)).isOutside()).isTrue();
  }

  @Test
  void comeBackFromBytesAsTheyWere() {
    var gathered = Gathered.none().with(CASH.at(1)).with(HALF.at(100));
    var serde = Gathered.SERDE;

    var back = serde.deserializer().deserialize("", serde.serializer().serialize("", gathered));

    assertThat(back.lines()).containsExactly(gathered.lines());
  }

  @Test
  void areReadFromTheTextThatPeersAreTold() {
    var line = HeldLine.read("A-1,3,S-7,12,0.1,0.25");

    assertThat(line).isEqualTo(new HeldLine(3, "S-7", 12, 0.1, 0.25));
    var serde = HeldLine.SERDE;
    assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", line)))
        .isEqualTo(line);
  }
}
