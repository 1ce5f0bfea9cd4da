package io.evenkeel.core.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The next events of an account: what changed between what it last said and what is so.
 *
 * @param kinds in the order in which they are said, numbered from the old memory's sequence on
 * @param memory after they were said
 */
public record DriftStep(List<DriftEventKind> kinds, DriftMemory memory) {
  public DriftStep {
    kinds = List.copyOf(kinds);
  }

  /**
   * Nobody watches the account any more. Sides and flag are forgotten; an account without a status
   * has nothing to stop.
   */
  public static DriftStep stopped(DriftMemory before) {
    if (before.standing() == DriftMemory.Standing.NOT_JUDGED) {
      return new DriftStep(List.of(), before);
    }
    var memory =
        new DriftMemory(
            DriftMemory.Standing.NOT_JUDGED,
            Flag.NONE,
            new TreeMap<>(),
            new TreeSet<>(),
            before.sequence() + 1);
    return new DriftStep(List.of(DriftEventKind.MONITORING_STOPPED), memory);
  }

  /**
   * The account could not be judged. A spell is said once, when it begins; that its reasons change
   * is remembered and is no event. Sides and flag stay as last said.
   */
  public static DriftStep uncheckable(DriftMemory before, Judgement.NotCheckable judgement) {
    var kinds =
        before.isUncheckable() ? List.<DriftEventKind>of() : List.of(DriftEventKind.UNCHECKABLE);
    var memory =
        new DriftMemory(
            DriftMemory.Standing.UNCHECKABLE,
            before.flag(),
            before.sides(),
            judgement.reasons(),
            before.sequence() + kinds.size());
    return new DriftStep(kinds, memory);
  }

  /** The account was judged: first that it could be, then what differs from what was last said. */
  public static DriftStep checkable(DriftMemory before, Judgement.Checkable judgement, Flag flag) {
    var kinds = new ArrayList<DriftEventKind>(2);
    if (before.isUncheckable()) {
      kinds.add(DriftEventKind.CHECKABLE);
    }
    if (!flag.equals(before.flag())) {
      kinds.add(difference(before.flag(), flag));
    }
    var memory =
        new DriftMemory(
            DriftMemory.Standing.JUDGED,
            flag,
            sides(judgement),
            new TreeSet<>(),
            before.sequence() + kinds.size());
    return new DriftStep(kinds, memory);
  }

  private static DriftEventKind difference(Flag before, Flag after) {
    if (!before.isRaised()) {
      return DriftEventKind.FLAGGED;
    }
    return after.isRaised() ? DriftEventKind.CHANGED : DriftEventKind.CLEARED;
  }

  private static SortedMap<String, Side> sides(Judgement.Checkable judgement) {
    var sides = new TreeMap<String, Side>();
    for (var line : judgement.lines()) {
      if (line.side() != Side.NONE) {
        sides.put(line.name(), line.side());
      }
    }
    return sides;
  }
}
