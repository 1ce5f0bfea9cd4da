package io.evenkeel.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to an account because time passes and nothing else does. */
public final class Deadlines {
  private Deadlines() {}

  /**
   * What is due by {@code moment.now()}: commands that waited long enough for their account are
   * rejected, {@code BATCH_UNACKNOWLEDGED} and {@code BATCH_UNFINISHED} are raised, a
   * NOTHING_TO_TRADE of an earlier business day ends. Nothing where nothing is due.
   */
  public static Decision tick(AccountBook book, Moment moment) {
    throw new IllegalStateException("account");
  }

  /** When {@link #tick} next has something to do; {@code null} where never. */
  public static @Nullable Instant next(AccountBook book, AccountSettings settings) {
    throw new IllegalStateException("account");
  }
}
