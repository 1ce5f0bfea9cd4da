package io.evenkeel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tick")
class TickTest {
  @Test
  void takesSixDecimalsAndNoMore() {
    assertThat(tick("0.000001", "USD").price()).isEqualTo(Price.of("0.000001"));

    assertThatIllegalArgumentException().isThrownBy(() -> tick("0.0000001", "USD"));
  }

  @Test
  void staysBelowItsLimit() {
    assertThat(tick("8999999999999.999999", "USD").price().perUnit()).isPositive();

    assertThatIllegalArgumentException().isThrownBy(() -> tick("9000000000000", "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> tick("-9000000000000", "USD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "US", "usd", "USDX", "U$D"})
  void namesACurrencyByThreeCapitalLetters(String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> tick("1", currency));
  }

  @Test
  void isOfTheMicrosecond() {
    var tick = new Tick(Price.of("1"), "USD", Instant.parse("2026-11-20T17:00:00.123456789Z"));

    assertThat(tick.asOf()).isEqualTo(Instant.parse("2026-11-20T17:00:00.123456Z"));
  }

  private static Tick tick(String price, String currency) {
    return new Tick(Price.of(price), currency, Instant.EPOCH);
  }
}
