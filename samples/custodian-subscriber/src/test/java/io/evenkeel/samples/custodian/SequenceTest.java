package io.evenkeel.samples.custodian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers of a custodian's records")
class SequenceTest {
  private static final Instant AT = Records.NOW;
  private static final Instant LATER = AT.plusSeconds(60);
  private final Sequence sequence = new Sequence(Duration.ofSeconds(60));

  @Test
  void areNewOnce() {
    assertThat(sequence.isNew(1, AT)).isTrue();
    assertThat(sequence.isNew(1, AT)).isFalse();
    assertThat(sequence.isNew(3, AT)).isTrue();
    assertThat(sequence.isNew(3, AT)).isFalse();
  }

  @Test
  void haveNoGapWhereOneComesSomewhatLater() {
    sequence.isNew(2, AT);
    assertThat(sequence.missing(AT.plusSeconds(59))).isEmpty();

    sequence.isNew(1, AT.plusSeconds(59));

    assertThat(sequence.missing(LATER)).isEmpty();
  }

  @Test
  void haveAGapWhereOneStaysAway() {
    sequence.isNew(1, AT);
    sequence.isNew(3, AT);

    assertThat(sequence.missing(LATER)).contains(2L);
  }

  @Test
  void haveAGapSinceItBeganAndNotSinceTheLastQuietTime() {
    sequence.isNew(1, AT);

    sequence.isNew(3, LATER);

    assertThat(sequence.missing(LATER)).isEmpty();
    assertThat(sequence.missing(LATER.plusSeconds(60))).contains(2L);
  }
}
