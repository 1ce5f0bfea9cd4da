package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Security;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The last moment at which a price may be used")
class StaleAfterTest {
  private static final Instant NOON = Instant.parse("2026-01-05T17:00:00Z");
  private static final Quote QUOTE = new Quote(Price.of("1"), "USD", NOON, false);

  @Test
  void neverComesWhereAnyAgeWillDo() {
    assertThat(StaleAfter.OFF.usableUntil(QUOTE, null)).isNull();
    assertThat(StaleAfter.OFF.isStale(QUOTE, null, Instant.MAX)).isFalse();
  }

  @Test
  void liesSoLongAfterThePriceWasMade() {
    var staleAfter = StaleAfter.of(Duration.ofMinutes(15));

    assertThat(staleAfter.usableUntil(QUOTE, null)).isEqualTo(NOON.plusSeconds(900));
    assertThat(staleAfter.isStale(QUOTE, null, NOON.plusSeconds(900))).isFalse();
    assertThat(staleAfter.isStale(QUOTE, null, NOON.plusSeconds(900).plusNanos(1))).isTrue();
  }

  @Test
  void isTheUsualOneForASecurityWithoutAClass() {
    var staleAfter = new StaleAfter(Optional.empty(), Map.of("FUND", Optional.of(Duration.ZERO)));

    assertThat(staleAfter.usableUntil(QUOTE, Security.withDefaults("X"))).isNull();
    assertThat(staleAfter.usableUntil(QUOTE, null)).isNull();
  }
}
