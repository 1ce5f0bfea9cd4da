package io.evenkeel.metrics;

import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.pipeline.account.AccountRow;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts that are here, counted; those that do not occur are 0. */
final class AccountCensus {
  private final Map<MonitoringStatus, Integer> byStatus = zeros(MonitoringStatus.class);
  private final Map<Tile, Integer> byTile = zeros(Tile.class);
  private final Map<Uncheckable.Reason, Integer> byReason = zeros(Uncheckable.Reason.class);
  private final Map<Stage, Integer> byStage = zeros(Stage.class);
  private @Nullable Instant queuedSince;

  static AccountCensus of(Stream<AccountRow> rows) {
    var census = new AccountCensus();
    rows.forEach(census::count);
    return census;
  }

  static <E extends Enum<E>> Map<E, Integer> zeros(Class<E> type) {
    var zeros = new EnumMap<E, Integer>(type);
    for (var symbol : type.getEnumConstants()) {
      zeros.put(symbol, 0);
    }
    return zeros;
  }

  static <E extends Enum<E>> void count(Map<E, Integer> counts, E symbol) {
    counts.merge(symbol, 1, Integer::sum);
  }

  private void count(AccountRow row) {
    count(byStatus, row.status());
    row.tiles().forEach(tile -> count(byTile, tile));
    if (!row.uncheckable().isEmpty()) {
      reasons(row).forEach(reason -> count(byReason, reason));
    }
    var stage = row.stage();
    if (stage != null) {
      count(byStage, stage);
      var since = row.since();
      if (since != null && (queuedSince == null || since.isBefore(queuedSince))) {
        queuedSince = since;
      }
    }
  }

  /** One account counts once for each reason, however many securities it is about. */
  private static EnumSet<Uncheckable.Reason> reasons(AccountRow row) {
    var reasons = EnumSet.noneOf(Uncheckable.Reason.class);
    row.uncheckable().forEach(one -> reasons.add(one.reason()));
    return reasons;
  }

  Map<MonitoringStatus, Integer> byStatus() {
    return byStatus;
  }

  Map<Tile, Integer> byTile() {
    return byTile;
  }

  Map<Uncheckable.Reason, Integer> byReason() {
    return byReason;
  }

  Map<Stage, Integer> byStage() {
    return byStage;
  }

  /** Since when the account that was flagged first stands in the queue; empty where none does. */
  Optional<Instant> queuedSince() {
    return Optional.ofNullable(queuedSince);
  }
}
