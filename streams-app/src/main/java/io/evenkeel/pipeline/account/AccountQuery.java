package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Tile;
import java.math.BigDecimal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a list shows, and in what order. {@code null} wants any.
 *
 * @param queued whether only those in the rebalancer queue are wanted
 * @param tile not looked at where rows are counted by tile and stage
 * @param stage likewise
 * @param minDrift accounts that could not be judged have none
 * @param mentions asked last, and while the task is held up: it must be quick
 */
public record AccountQuery(
    boolean queued,
    @Nullable Tile tile,
    @Nullable Stage stage,
    @Nullable Cause cause,
    @Nullable MonitoringStatus status,
    @Nullable String targetId,
    @Nullable String advisorId,
    @Nullable String custodianId,
    @Nullable BigDecimal minDrift,
    @Nullable Predicate<AccountRow> mentions,
    Order order) {
  /** What a list is sorted by; the account's id breaks ties. */
  public enum By {
    ACCOUNT_ID {
      @Override
      public long key(AccountRow row) {
        return 0;
      }
    },
    DRIFT {
      @Override
      public long key(AccountRow row) {
        var seen = row.seen();
        return seen == null ? NONE : seen.driftKey();
      }
    },
    SINCE {
      @Override
      public long key(AccountRow row) {
        var since = row.since();
        return since == null ? NONE : since.toEpochMilli();
      }
    };

    /** Stands before everything that there is. */
    public static final long NONE = -1;

    /** A number in whose order rows stand: 0 or more, or {@link #NONE}. */
    public abstract long key(AccountRow row);
  }

  /**
   * A page of a list in its order.
   *
   * @param descending turns keys and ids around
   * @param most rows
   * @param after the last row of the page before; {@code null} for the first
   */
  public record Order(By by, boolean descending, int most, @Nullable After after) {}

  /** Where a row stands, whether it is there or not. */
  public record After(long key, String accountId) {}
}
