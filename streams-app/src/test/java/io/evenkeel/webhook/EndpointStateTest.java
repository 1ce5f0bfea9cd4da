package io.evenkeel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An endpoint's state")
class EndpointStateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  private static EndpointState failed(int times) {
    var state = EndpointState.NEW;
    for (var i = 0; i < times; i++) {
      state = state.failed(NOW, null);
    }
    return state;
  }

  @Test
  void letsSoManyAttemptsBeginAsAreFree() {
    assertThat(EndpointState.NEW.mayBegin(NOW, 0, 4)).isEqualTo(4);
    assertThat(EndpointState.NEW.mayBegin(NOW, 3, 4)).isEqualTo(1);
    assertThat(EndpointState.NEW.mayBegin(NOW, 5, 4)).isZero();
  }

  @Test
  void isDownAfterFiveFailuresInARowAndNotBefore() {
    assertThat(failed(4).isDown()).isFalse();
    assertThat(failed(4).mayBegin(NOW, 0, 4)).isEqualTo(4);
    assertThat(failed(5).isDown()).isTrue();
  }

  @Test
  void triesOneAtATimeBetweenRestsWhileItIsDown() {
    assertThat(failed(5).mayBegin(NOW.plusMillis(4_999), 0, 4)).isZero();
    assertThat(failed(5).mayBegin(NOW.plusSeconds(5), 0, 4)).isEqualTo(1);
    assertThat(failed(5).mayBegin(NOW.plusSeconds(5), 1, 4)).isZero();
    assertThat(failed(6).restsUntil()).isEqualTo(NOW.plusSeconds(10));
    assertThat(failed(500).restsUntil()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void worksAgainAfterOneDelivery() {
    assertThat(failed(9).delivered()).isEqualTo(EndpointState.NEW);
  }

  @Test
  void leavesTheEndpointAloneForAsLongAsItAsks() {
    var asked = EndpointState.NEW.failed(NOW, Duration.ofSeconds(30));

    assertThat(asked.mayBegin(NOW.plusMillis(29_999), 0, 4)).isZero();
    assertThat(asked.mayBegin(NOW.plusSeconds(30), 0, 4)).isEqualTo(4);
    assertThat(asked.failed(NOW, null).restsUntil()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void sendsNothingMoreToOneThatIsGone() {
    assertThat(EndpointState.NEW.asGone().mayBegin(NOW.plusSeconds(99_999), 0, 4)).isZero();
    assertThat(EndpointState.NEW.asGone().delivered().gone()).isTrue();
  }
}
