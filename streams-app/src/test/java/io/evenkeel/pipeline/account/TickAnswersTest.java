package io.evenkeel.pipeline.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.Output;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.CauseInput;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.drift.DriftInputs;
import io.evenkeel.core.drift.DriftInputs.PricedHolding;
import io.evenkeel.core.drift.DriftInputs.ValuedSleeve;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How long after its price an event comes is told")
class TickAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.250Z");

  private final List<Duration> told = new ArrayList<>();
  private final Set<String> judged = new HashSet<>(Set.of("A-1", "A-2"));
  private final TickAnswers answers =
      new TickAnswers(told::add, judged::contains, InstantSource.fixed(NOW));

  @Test
  void fromTheNewestPriceOfWhatTheAccountHolds() {
    answers.judged("A-1", List.of(event(ago(900), ago(50), null)));

    assertThat(told).containsExactly(Duration.ofMillis(50));
  }

  @Test
  void asNothingWhereThePriceIsOfTheFuture() {
    answers.judged("A-1", List.of(event(ago(-20))));

    assertThat(told).containsExactly(Duration.ZERO);
  }

  @Test
  void notWhereTheAccountWasToldSomething() {
    answers.told("A-1");
    answers.judged("A-1", List.of(event(ago(50))));
    assertThat(told).isEmpty();

    answers.judged("A-1", List.of(event(ago(50))));
    assertThat(told).hasSize(1);
  }

  @Test
  void notWhereATargetOrModelNamedTheAccount() {
    answers.referenceChanged();
    answers.named(List.of("A-1"));
    answers.named(List.of("A-2"));

    answers.judged("A-1", List.of(event(ago(50))));
    assertThat(told).isEmpty();
    answers.judged("A-2", List.of(event(ago(50))));
    assertThat(told).hasSize(1);
  }

  @Test
  void notWhereItIsJudgedHereForTheFirstTime() {
    judged.remove("A-1");

    answers.judged("A-1", List.of(event(ago(50))));

    assertThat(told).isEmpty();
  }

  @Test
  void notOfAnEventThatNothingWasMeasuredFor() {
    answers.judged("A-1", List.of(unmeasured()));
    answers.judged("A-1", List.of());

    assertThat(told).isEmpty();
  }

  private static Instant ago(long millis) {
    return NOW.minusMillis(millis);
  }

  private static Output event(@Nullable Instant... prices) {
    return new Output.Drift(event(DriftEventKind.CHANGED, Rational.of("0.1"), prices));
  }

  private static Output unmeasured() {
    return new Output.Drift(event(DriftEventKind.UNCHECKABLE, null, ago(50)));
  }

  private static DriftEvent event(
      DriftEventKind kind, @Nullable Rational drift, @Nullable Instant... prices) {
    return new DriftEvent(
        new DriftEvent.Subject("A-1", "F-1", "ANN", "SCHWAB"),
        kind,
        1,
        NOW,
        Set.of(),
        Set.of(),
        List.of(),
        drift,
        drift,
        new TreeSet<>(),
        inputs(prices));
  }

  private static DriftInputs inputs(@Nullable Instant... prices) {
    var holdings =
        Arrays.stream(prices)
            .map(at -> new PricedHolding("XOM", Quantity.of("1"), price(at), at))
            .toList();
    var sleeve = new ValuedSleeve("MANAGED", Sleeve.Kind.MANAGED, null, Money.of("0.00"), holdings);
    return new DriftInputs(
        1L,
        List.of(),
        Map.of(),
        null,
        List.of(sleeve),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        Hysteresis.DEFAULT,
        CauseInput.NOTHING_NEW);
  }

  private static @Nullable Price price(@Nullable Instant at) {
    return at == null ? null : Price.of("60");
  }
}
