package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Advisory;
import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account as lists show it.
 *
 * @param targetId assigned; {@code null} where none is
 * @param stage {@code null} where it is not in the queue
 * @param since when it was flagged; {@code null} where it is not
 * @param advisories that stand
 * @param movements whether it has cash movements, ended ones included
 * @param seen how it was judged last; {@code null} where it could not be
 */
public record AccountRow(
    Owner owner,
    @Nullable String targetId,
    MonitoringStatus status,
    @Nullable Stage stage,
    boolean flagged,
    Set<Tile> tiles,
    Set<Cause> causes,
    @Nullable Instant since,
    List<Uncheckable> uncheckable,
    List<Advisory> advisories,
    boolean movements,
    @Nullable String openRequestId,
    @Nullable String openBatchId,
    @Nullable Seen seen) {
  static final int WEIGHT_DECIMALS = 8;
  private static final int MOST_DIGITS = 18;

  /**
   * How an account was judged.
   *
   * @param drift overall, to 8 places half-even
   * @param equity in dollars, to the cent
   * @param breached lines that trigger
   */
  public record Seen(Instant at, BigDecimal drift, BigDecimal equity, List<Line> breached) {
    static @Nullable Seen of(@Nullable Judgement judgement, Instant at) {
      return judgement instanceof Judgement.Checkable checkable
          ? new Seen(
              at,
              checkable.overallDrift().toDecimal(WEIGHT_DECIMALS, RoundingMode.HALF_EVEN),
              Money.rounded(checkable.equity()).dollars(),
              checkable.lines().stream().filter(Line::flags).toList())
          : null;
    }

    /**
     * Its drift as a number in whose order drifts stand; one for all that are beyond ten billion.
     */
    long driftKey() {
      return drift.precision() > MOST_DIGITS ? Long.MAX_VALUE : drift.unscaledValue().longValue();
    }
  }

  /** Whether it stands in the rebalancer queue. */
  public boolean isQueued() {
    return stage != null;
  }

  /** The row of a book; {@code null} where there is nothing to show. */
  static @Nullable AccountRow of(AccountBook book, @Nullable Seen seen) {
    var owner = book.owner();
    var report = book.reported();
    var stage = report == null ? null : report.stage();
    if (owner == null || (book.account() == null && stage == null)) {
      return null;
    }
    return new AccountRow(
        owner,
        book.instructions().targetId(),
        report == null ? MonitoringStatus.NOT_MONITORED : report.status(),
        stage,
        report != null && report.flagged(),
        report == null ? Set.of() : Set.copyOf(report.tiles()),
        report == null ? Set.of() : Set.copyOf(report.causes()),
        report == null ? null : report.flaggedSince(),
        report == null ? List.of() : List.copyOf(report.uncheckable()),
        List.copyOf(book.raised().values()),
        !book.movements().runs().isEmpty(),
        report == null ? null : report.openRequestId(),
        report == null ? null : report.openBatchId(),
        seen);
  }

  AccountRow as(@Nullable Seen judged) {
    return new AccountRow(
        owner,
        targetId,
        status,
        stage,
        flagged,
        tiles,
        causes,
        since,
        uncheckable,
        advisories,
        movements,
        openRequestId,
        openBatchId,
        judged);
  }
}
