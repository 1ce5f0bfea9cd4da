package io.evenkeel.chaos.judge;

import java.util.List;

/**
 * What was found of one invariant.
 *
 * @param invariant its name
 * @param checked how many things it was checked on
 * @param violations how many broke it
 * @param examples at most five sentences
 */
public record Finding(
    String invariant, Kind kind, long checked, long violations, List<String> examples) {
  /** What a violation means. */
  public enum Kind {
    LOST,
    DUPLICATED,
    WRONG,
    /** Nothing was done, or no fault fired: the run says nothing. */
    IDLE
  }

  public Finding {
    examples = List.copyOf(examples);
  }
}
