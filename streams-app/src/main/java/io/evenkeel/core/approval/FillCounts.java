package io.evenkeel.core.approval;

import io.evenkeel.core.history.FillStatus;

/**
 * How far the accounts of a request are filled. Only accounts whose batch has orders count: one
 * that merely transfers has nothing to fill.
 */
public record FillCounts(int none, int partial, int filled, int rejected) {
  public static final FillCounts ZERO = new FillCounts(0, 0, 0, 0);

  /** How far the request is filled: as an account that has all of these orders would be. */
  public FillStatus summary() {
    return FillStatus.of(none, partial, filled, rejected);
  }

  FillCounts plus(FillStatus status, int accounts) {
    return switch (status) {
      case NONE -> new FillCounts(none + accounts, partial, filled, rejected);
      case PARTIAL -> new FillCounts(none, partial + accounts, filled, rejected);
      case FILLED -> new FillCounts(none, partial, filled + accounts, rejected);
      case REJECTED -> new FillCounts(none, partial, filled, rejected + accounts);
    };
  }
}
