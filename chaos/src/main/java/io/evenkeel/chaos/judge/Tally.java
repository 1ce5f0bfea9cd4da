package io.evenkeel.chaos.judge;

import java.util.ArrayList;
import java.util.List;

/** Counts while one invariant is checked. */
final class Tally {
  /** So many violations are told; the rest is counted. */
  private static final int EXAMPLES = 5;

  private final String invariant;
  private final Kind kind;
  private final List<String> examples = new ArrayList<>();
  private long checked;
  private long violations;
  private String note = "";

  Tally(String invariant, Kind kind) {
    this.invariant = invariant;
    this.kind = kind;
  }

  /** Checks one thing; the sentence is for the case that it does not hold. */
  void check(boolean holds, String sentence, Object... words) {
    checked++;
    if (!holds) {
      violations++;
      if (examples.size() < EXAMPLES) {
        examples.add(sentence.formatted(words));
      }
    }
  }

  void note(String sentence) {
    note = sentence;
  }

  Finding finding() {
    return new Finding(invariant, kind, checked, violations, examples, note);
  }
}
