package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said to price-holds")
class PriceHoldReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T17:00:00Z");

  private final PriceBoard prices = new PriceBoard(GuardSettings.DEFAULTS, new BoardCounts());
  private final BoardOffsets offsets = new BoardOffsets("prices", 1);
  private final RecordedOutputs outputs = new RecordedOutputs();
  private final KeyValueStore<String, byte[]> store = store();
  private PriceHoldReports reports = reports(new Ownership(0, 1));

  @Test
  void waitsForItsOwnDeadLetterSoThatBothAreCommittedOrNeither() {
    take(0, "100", 0);
    take(1, "50", 1);

    reports.report(new long[] {1}, NOW);
    assertThat(outputs.taken()).isEmpty();

    reports.report(new long[] {2}, NOW);
    assertThat(outputs.taken()).hasSize(2);
  }

  @Test
  void isNotSaidAgainByTheTaskThatTakesOver() {
    take(0, "100", 0);
    take(1, "50", 1);
    reports.report(new long[] {2}, NOW);
    outputs.taken();

    reports = reports(new Ownership(0, 1));
    reports.report(new long[] {2}, NOW);

    assertThat(outputs.taken()).isEmpty();
  }

  @Test
  void isCorrectedByTheTaskThatTakesOverWhereAHoldEndedMeanwhile() {
    take(0, "100", 0);
    take(1, "50", 1);
    reports.report(new long[] {2}, NOW);
    outputs.taken();
    take(2, "50", 3);

    reports = reports(new Ownership(0, 1));
    reports.report(new long[] {3}, NOW);

    assertThat(outputs.taken())
        .containsExactly(
            "hold X JUMP good=50 refused=50 released=true by=null offset=2",
            "advisory X PRICE_QUARANTINED cleared");
  }

  @Test
  void isSaidByExactlyOneTask() {
    take(0, "100", 0);
    take(1, "50", 1);

    var said = 0;
    for (var task = 0; task < 8; task++) {
      reports(new Ownership(task, 8)).report(new long[] {2}, NOW);
      said += outputs.taken().size();
    }

    assertThat(said).isEqualTo(2);
  }

  private PriceHoldReports reports(Ownership ownership) {
    return new PriceHoldReports(prices, offsets, new ReportMemory(store), ownership, outputs);
  }

  private static KeyValueStore<String, byte[]> store() {
    var store = MarketReports.store("reports").withLoggingDisabled().build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private void take(long offset, String price, int second) {
    prices.take(
        "X", new Tick(Price.of(price), "USD", NOW.plusSeconds(second)), new Place(0, offset, 0));
  }
}
