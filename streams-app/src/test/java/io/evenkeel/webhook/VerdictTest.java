package io.evenkeel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer")
class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void of2xxMeansThatTheMessageWasTaken(int status) {
    assertThat(Verdict.of(status, null, NOW)).isInstanceOf(Verdict.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504})
  void ofAnyOtherKindIsTriedAgain(int status) {
    assertThat(Verdict.of(status, null, NOW))
        .isEqualTo(new Verdict.Failed("answered " + status, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void thatRedirectsIsNotFollowed(int status) {
    assertThat(Verdict.of(status, null, NOW))
        .isEqualTo(
            new Verdict.Failed(
                "answered %d, and redirects are not followed".formatted(status), null));
  }

  @Test
  void of410EndsTheEndpointAndOf413TheMessage() {
    assertThat(Verdict.of(410, null, NOW)).isInstanceOf(Verdict.Gone.class);
    assertThat(Verdict.of(413, null, NOW)).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "120,120",
    "0,0",
    "'Fri, 20 Nov 2026 15:02:00 GMT',120",
    "86400,3600",
    "'Sat, 21 Nov 2026 15:00:00 GMT',3600"
  })
  void saysHowLongToLeaveTheEndpointAloneButNoMoreThanAnHour(String retryAfter, long seconds) {
    assertThat(Verdict.of(429, retryAfter, NOW))
        .isEqualTo(new Verdict.Failed("answered 429", Duration.ofSeconds(seconds)));
    assertThat(Verdict.of(503, retryAfter, NOW))
        .isEqualTo(new Verdict.Failed("answered 503", Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "", "Fri, 20 Nov 2026 14:00:00 GMT", "99999999999"})
  void thatSaysSoUnintelligiblySaysNothing(String retryAfter) {
    assertThat(Verdict.of(503, retryAfter, NOW))
        .isEqualTo(new Verdict.Failed("answered 503", null));
  }
}
