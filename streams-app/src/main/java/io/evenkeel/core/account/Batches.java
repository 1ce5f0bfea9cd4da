package io.evenkeel.core.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of an account: at most one is open.
 *
 * @param open in flight or awaiting positions; {@code null} where none is
 * @param ended newest first, for results that come late; at most {@link #MAX_ENDED}
 * @param cameBack whether a batch came back since the account was last judged checkable
 */
public record Batches(@Nullable LiveBatch open, List<LiveBatch> ended, boolean cameBack) {
  public static final int MAX_ENDED = 8;
  public static final Batches NONE = new Batches(null, List.of(), false);

  public Batches {
    ended = List.copyOf(ended);
  }
}
