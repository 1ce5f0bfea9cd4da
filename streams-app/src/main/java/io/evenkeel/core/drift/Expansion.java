package io.evenkeel.core.drift;

/** What became of expanding a target. */
public sealed interface Expansion {
  /**
   * It stands.
   *
   * @param content of the target, worked out once, since every judgement compares it
   */
  record Expanded(ExpandedTarget target, String content) implements Expansion {
    public Expanded(ExpandedTarget target) {
      this(target, target.content());
    }
  }

  /**
   * The target, or one that it refers to, was deleted or never seen.
   *
   * @param targetId the one that is missing
   */
  record Unknown(String targetId) implements Expansion {}

  /**
   * A cycle, weights that do not sum to 1, or one model with different leverage or tracking.
   *
   * @param targetId the one at fault: the target itself or one that it refers to
   * @param sentence what is wrong with it
   */
  record Invalid(String targetId, String sentence) implements Expansion {}
}
