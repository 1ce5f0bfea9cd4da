package io.evenkeel.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ages of prices")
class PriceAgesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<String, Quote> quotes = new HashMap<>();
  private PriceAges ages = new PriceAges(new Quotes(), StaleAfter.of(HOUR));

  @Test
  void nameASecurityOnceWhenItsPriceGetsTooOld() {
    tick("XOM", NOON);

    assertThat(namedAt(NOON.plus(HOUR))).isEmpty();
    assertThat(namedAt(NOON.plus(HOUR).plusNanos(1))).containsExactly("XOM");
    assertThat(namedAt(NOON.plus(HOUR.multipliedBy(5)))).isEmpty();
  }

  @Test
  void waitAnewForEachNewerPrice() {
    tick("XOM", NOON);
    tick("XOM", NOON.plusSeconds(60));

    assertThat(namedAt(NOON.plus(HOUR).plusSeconds(60))).isEmpty();
    assertThat(namedAt(NOON.plus(HOUR).plusSeconds(61))).containsExactly("XOM");

    tick("XOM", NOON.plus(HOUR.multipliedBy(2)));

    assertThat(namedAt(NOON.plus(HOUR.multipliedBy(3)))).isEmpty();
    assertThat(namedAt(NOON.plus(HOUR.multipliedBy(3)).plusSeconds(1))).containsExactly("XOM");
  }

  @Test
  void sayNothingOfAPriceThatWasWithdrawn() {
    tick("XOM", NOON);
    quotes.remove("XOM");
    ages.ticked("XOM");

    assertThat(namedAt(NOON.plus(HOUR.multipliedBy(2)))).isEmpty();
  }

  @Test
  void followAClassWhosePricesAgeSooner() {
    var funds = Map.of("FUND", Optional.of(Duration.ofMinutes(1)));
    var boards = new Quotes();
    ages = new PriceAges(boards, new StaleAfter(Optional.of(HOUR), funds));
    tick("VFIAX", NOON);
    boards.securityClass = "FUND";
    ages.changed("VFIAX");

    assertThat(namedAt(NOON.plusSeconds(61))).containsExactly("VFIAX");
  }

  @Test
  void nameNobodyWherePricesNeverGetTooOld() {
    ages = new PriceAges(new Quotes(), StaleAfter.OFF);
    tick("XOM", NOON);

    assertThat(namedAt(NOON.plus(Duration.ofDays(400)))).isEmpty();
  }

  private void tick(String securityId, Instant asOf) {
    quotes.put(securityId, new Quote(Price.of("10"), "USD", asOf, false));
    ages.ticked(securityId);
  }

  private List<String> namedAt(Instant now) {
    var named = new ArrayList<String>();
    ages.drain(now, named::add);
    return named;
  }

  /** Boards that know nothing but quotes and one class. */
  private final class Quotes implements Boards {
    private @Nullable String securityClass;

    @Override
    public @Nullable Quote quote(String securityId) {
      return quotes.get(securityId);
    }

    @Override
    public @Nullable Security security(String securityId) {
      return securityClass == null
          ? null
          : new Security(
              securityId,
              securityId,
              null,
              null,
              null,
              securityClass,
              "USD",
              Security.WHOLE_SHARE,
              false,
              Security.TradingStatus.TRADING,
              null);
    }

    @Override
    public @Nullable Model model(String modelId) {
      return null;
    }

    @Override
    public @Nullable Target target(String targetId) {
      return null;
    }
  }
}
