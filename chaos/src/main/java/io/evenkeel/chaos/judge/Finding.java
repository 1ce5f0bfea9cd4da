package io.evenkeel.chaos.judge;

import java.util.List;

/**
 * What the judge found of one invariant.
 *
 * @param invariant its name, the same in every report
 * @param kind what a violation means
 * @param checked how many things it was checked on
 * @param violations on how many of them it does not hold
 * @param examples a sentence for each of the first few, with places and ids
 * @param note what else is to be said, such as why it could not be checked; empty where nothing is
 */
public record Finding(
    String invariant,
    Kind kind,
    long checked,
    long violations,
    List<String> examples,
    String note) {
  public Finding {
    examples = List.copyOf(examples);
  }

  public boolean holds() {
    return violations == 0;
  }
}
