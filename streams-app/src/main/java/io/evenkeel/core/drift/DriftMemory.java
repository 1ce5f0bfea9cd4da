package io.evenkeel.core.drift;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an account last said, from which the next events follow.
 *
 * <pre>
 *                 first judgement                     stop
 *   NOT_JUDGED ───────────────────► JUDGED ─────────────────────► NOT_JUDGED
 *       │                            ▲  │
 *       │ first judgement     can be │  │ cannot be judged
 *       │ that fails          judged │  ▼
 *       └─────────────────────────► UNCHECKABLE ──── stop ──────► NOT_JUDGED
 * </pre>
 *
 * @param flag as last said; survives {@code UNCHECKABLE}, forgotten when monitoring stops
 * @param sides side by name of every breached line at the last judgement, also of those that never
 *     trigger; survives and is forgotten likewise
 * @param reasons why it cannot be judged now; empty unless {@code UNCHECKABLE}
 * @param sequence number of the last event, 0 before the first; never forgotten
 */
public record DriftMemory(
    Standing standing,
    Flag flag,
    SortedMap<String, Side> sides,
    SortedSet<Uncheckable> reasons,
    long sequence) {
  /** Of an account that was never seen. */
  public static final DriftMemory NEW =
      new DriftMemory(Standing.NOT_JUDGED, Flag.NONE, new TreeMap<>(), new TreeSet<>(), 0);

  /** Whether it could be judged, the last time that it was looked at. */
  public enum Standing {
    /** No status: not looked at yet, or monitoring stopped since. */
    NOT_JUDGED,
    JUDGED,
    UNCHECKABLE
  }

  public DriftMemory {
    sides = Collections.unmodifiableSortedMap(new TreeMap<>(sides));
    reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
  }

  public boolean isFlagged() {
    return flag.isRaised();
  }

  boolean isUncheckable() {
    return standing == Standing.UNCHECKABLE;
  }
}
