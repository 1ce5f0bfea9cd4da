package io.evenkeel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The wait before a message is tried again")
class BackoffTest {
  private static final Backoff BACKOFF = Backoff.OF_MESSAGES;

  @ParameterizedTest
  @CsvSource({"1,5", "2,10", "3,20", "8,640", "10,2560", "11,3600", "12,3600", "1000000,3600"})
  void doublesFromFiveSecondsUpToAnHour(int failures, long seconds) {
    assertThat(BACKOFF.doubled(failures)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void liesWithinAQuarterOfThatAndIsSpread() {
    var waits = new HashSet<Duration>();
    for (var message = 0; message < 1_000; message++) {
      var wait = BACKOFF.after("msg_" + message, 5);
      assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(100));
      waits.add(wait);
    }

    assertThat(waits).hasSizeGreaterThan(900);
    assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(65)) < 0);
    assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(95)) > 0);
  }

  @Test
  void isTheSameForTheSameMessageAndFailure() {
    assertThat(BACKOFF.after("msg_a", 3)).isEqualTo(BACKOFF.after("msg_a", 3));
    assertThat(BACKOFF.after("msg_a", 3)).isNotEqualTo(BACKOFF.after("msg_b", 3));
  }

  @Test
  void triesAMessageSomeThirtyTimesADay() {
    var at = Duration.ZERO;
    var tries = 1;
    for (var failures = 1; at.compareTo(Duration.ofDays(1)) < 0; failures++) {
      at = at.plus(BACKOFF.after("msg_a", failures));
      tries++;
    }

    assertThat(tries).isBetween(28, 42);
  }
}
