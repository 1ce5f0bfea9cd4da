package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.money.Rational;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one look at an account says. */
public sealed interface Judgement {
  /**
   * Every line was measured.
   *
   * @param lines account level first (SECURITY by id, MODEL by id, CASH), then each sleeve's
   *     holdings by id and its cash, sleeves by modelId
   * @param overallDrift half the sum of |drift| over the account-level lines
   * @param equity of the account, in dollars, above 0
   * @param exposure value of all holdings in MANAGED and MODEL sleeves
   * @param models those that the account follows, as it was judged against them, by modelId: every
   *     model of its target that has weight there or lines inside its sleeve
   */
  record Checkable(
      List<Line> lines,
      Rational overallDrift,
      Rational equity,
      Rational exposure,
      SortedMap<String, Model> models)
      implements Judgement {
    public Checkable {
      lines = List.copyOf(lines);
      models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** Of an account that follows no model. */
    public Checkable(List<Line> lines, Rational overallDrift, Rational equity, Rational exposure) {
      this(lines, overallDrift, equity, exposure, new TreeMap<>());
    }
  }

  /** Something needed is missing: no drift, and no trades. */
  record NotCheckable(SortedSet<Uncheckable> reasons) implements Judgement {
    public NotCheckable {
      reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    }
  }
}
