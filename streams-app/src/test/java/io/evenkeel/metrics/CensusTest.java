package io.evenkeel.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.drift.Uncheckable.Reason;
import io.evenkeel.pipeline.account.AccountRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A census of accounts")
class CensusTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void countsAnAccountOnceForItsStatusAndInEachOfItsTiles() {
    var census =
        AccountCensus.of(
            Stream.of(
                flagged(NOON, Tile.LOW_CASH, Tile.OUTSIDE_TOLERANCE),
                flagged(NOON.minusSeconds(60), Tile.LOW_CASH),
                row(MonitoringStatus.NOT_FLAGGED, null, Set.of(), null, List.of())));

    assertThat(census.byStatus()).containsEntry(MonitoringStatus.FLAGGED, 2);
    assertThat(census.byStatus()).containsEntry(MonitoringStatus.NOT_FLAGGED, 1);
    assertThat(census.byStatus()).containsEntry(MonitoringStatus.UNCHECKABLE, 0);
    assertThat(census.byTile()).containsEntry(Tile.LOW_CASH, 2);
    assertThat(census.byTile()).containsEntry(Tile.OUTSIDE_TOLERANCE, 1);
    assertThat(census.byStage()).containsEntry(Stage.QUEUED, 2);
    assertThat(census.queuedSince()).contains(NOON.minusSeconds(60));
  }

  @Test
  void countsAnAccountOnceForEachReasonHoweverManySecuritiesItIsAbout() {
    var missing = new Uncheckable(Reason.PRICE_MISSING, "XOM");
    var other = new Uncheckable(Reason.PRICE_MISSING, "AAPL");
    var unknown = new Uncheckable(Reason.TARGET_UNKNOWN, "T");

    var census =
        AccountCensus.of(
            Stream.of(
                row(
                    MonitoringStatus.UNCHECKABLE,
                    null,
                    Set.of(),
                    null,
                    List.of(missing, other, unknown))));

    assertThat(census.byReason()).containsEntry(Reason.PRICE_MISSING, 1);
    assertThat(census.byReason()).containsEntry(Reason.TARGET_UNKNOWN, 1);
    assertThat(census.byReason()).containsEntry(Reason.PRICE_STALE, 0);
  }

  @Test
  void ofNobodyIsAllZeros() {
    var census = AccountCensus.of(Stream.of());

    assertThat(census.byStatus().values())
        .hasSize(MonitoringStatus.values().length)
        .containsOnly(0);
    assertThat(census.queuedSince()).isEmpty();
  }

  private static AccountRow flagged(Instant since, Tile... tiles) {
    return row(MonitoringStatus.FLAGGED, Stage.QUEUED, Set.of(tiles), since, List.of());
  }

  private static AccountRow row(
      MonitoringStatus status,
      @Nullable Stage stage,
      Set<Tile> tiles,
      @Nullable Instant since,
      List<Uncheckable> uncheckable) {
    return new AccountRow(
        new Owner("A-1", "F-1", "ANN", "SCHWAB"),
        "T",
        status,
        stage,
        stage != null,
        tiles,
        Set.of(),
        since,
        uncheckable,
        List.of(),
        false,
        null,
        null,
        null);
  }
}
