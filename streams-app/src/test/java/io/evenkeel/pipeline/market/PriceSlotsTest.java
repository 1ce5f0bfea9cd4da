package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Price slots")
class PriceSlotsTest {
  private final PriceSlots slots = new PriceSlots();

  @ParameterizedTest
  @CsvSource({
    "0.000001,USD,1970-01-01T00:00:00Z,0,false",
    "8999999999999.999999,ZZZ,2026-11-20T17:00:00.123456Z,140737488355327,true",
    "123.45,AAA,1969-07-20T20:17:40.000001Z,12345678901,true",
    "1,EUR,9999-12-31T23:59:59.999999Z,1,false"
  })
  void giveBackWhatWasWritten(
      String price, String currency, Instant asOf, long offset, boolean quarantined) {
    var tick = new Tick(Price.of(price), currency, asOf);

    slots.write(3, tick, quarantined, offset);

    assertThat(slots.read(3)).isEqualTo(new PriceSlots.Good(tick, quarantined, offset));
  }

  @Test
  void haveNoPriceBeforeTheFirstAndAfterATombstone() {
    assertThat(slots.read(0)).isNull();

    slots.write(0, new Tick(Price.of("1"), "USD", Instant.EPOCH), false, 5);
    slots.write(0, null, false, 6);

    assertThat(slots.read(0)).isNull();
  }
}
