package io.evenkeel.core.limits;

import io.evenkeel.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was sent lately for one custodian or firm, by the second. Any part of a second that lies
 * within the last {@link #WINDOW} counts whole, so a window never holds more than is counted; what
 * is dated later than now counts too, as it was sent by a clock that ran ahead.
 *
 * @param key whose it is
 * @param bySecond dollars by the second in which they were sent, since 1970
 */
public record Spending(String key, SortedMap<Long, Money> bySecond) {
  /** How long what was sent counts. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  public Spending {
    bySecond = Collections.unmodifiableSortedMap(new TreeMap<>(bySecond));
  }

  /** Before anything was sent. */
  public static Spending none(String key) {
    return new Spending(key, new TreeMap<>());
  }

  /** What counts now. */
  public Money at(Instant now) {
    return bySecond.tailMap(oldest(now)).values().stream().reduce(Money.ZERO, Money::plus);
  }

  /** The same with something sent now, and without what counts no more. */
  public Spending plus(Money amount, Instant now) {
    var next = new TreeMap<>(bySecond.tailMap(oldest(now)));
    next.merge(now.getEpochSecond(), amount, Money::plus);
    return new Spending(key, next);
  }

  private static long oldest(Instant now) {
    return now.getEpochSecond() - WINDOW.toSeconds();
  }
}
