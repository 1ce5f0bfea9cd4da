package io.evenkeel.backtest;

import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.history.Execution;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.DriftEventKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one account, counted row by row.
 *
 * <p>Drift and equity are those after a row's prices and before its trades, as shown: drift to 8
 * places, equity to the cent.
 */
final class AccountTally {
  private final Map<DriftEventKind, Long> events = new EnumMap<>(DriftEventKind.class);
  private final BatchTally batches = new BatchTally();
  private CashTally cash = CashTally.NONE;

  private long checkedRows;
  private long uncheckedRows;
  private final SortedSet<Uncheckable> reasons = new TreeSet<>();
  private BigDecimal driftSum = BigDecimal.ZERO;
  private BigDecimal equitySum = BigDecimal.ZERO;
  private BigDecimal worstDrift = BigDecimal.ZERO;
  private @Nullable LocalDate worstOn;
  private BigDecimal lastEquity = BigDecimal.ZERO;

  void event(DriftEventKind kind) {
    events.merge(kind, 1L, Long::sum);
  }

  /** What came of a record that the custodian got. */
  void filled(Post.Filled filled) {
    batches.filled(filled);
  }

  /** What a script lets the custodian say of what it filled. */
  void said(Execution execution) {
    batches.said(execution);
  }

  /** A run of a cash movement, in whatever state. */
  void moved(CashMovementRun run) {
    var dollars = run.getAmount();
    var isDeposit = run.getDirection() == CashMovementDirection.DEPOSIT;
    if (run.getStatus() == CashMovementStatus.COMPLETED) {
      cash = isDeposit ? cash.deposit(dollars) : cash.withdrawal(dollars);
    } else if (run.getStatus() == CashMovementStatus.FAILED) {
      cash = cash.failure();
    }
  }

  CashTally cash() {
    return cash;
  }

  /** A row in which the account could be judged. */
  void checked(LocalDate date, BigDecimal drift, BigDecimal equity) {
    checkedRows++;
    driftSum = driftSum.add(drift);
    equitySum = equitySum.add(equity);
    lastEquity = equity;
    if (worstOn == null || drift.compareTo(worstDrift) > 0) {
      worstDrift = drift;
      worstOn = date;
    }
  }

  /** A row in which it was monitored and could not be judged. */
  void unchecked(Collection<Uncheckable> because) {
    uncheckedRows++;
    reasons.addAll(because);
  }

  Map<DriftEventKind, Long> eventsByKind() {
    return Map.copyOf(events);
  }

  BatchTally batches() {
    return batches;
  }

  /** Rows in which it was monitored and could be judged. */
  long checkedRows() {
    return checkedRows;
  }

  /** Rows in which it was monitored and could not be judged. */
  long uncheckedRows() {
    return uncheckedRows;
  }

  /** Every reason that there was in any of those rows. */
  SortedSet<Uncheckable> reasons() {
    return Collections.unmodifiableSortedSet(reasons);
  }

  BigDecimal driftSum() {
    return driftSum;
  }

  BigDecimal worstDrift() {
    return worstDrift;
  }

  @Nullable LocalDate worstOn() {
    return worstOn;
  }

  BigDecimal lastEquity() {
    return lastEquity;
  }

  /** Over the rows in which it was judged; 0 where there was none. */
  BigDecimal averageEquity() {
    return checkedRows == 0
        ? BigDecimal.ZERO
        : equitySum.divide(BigDecimal.valueOf(checkedRows), MathContext.DECIMAL64);
  }
}
