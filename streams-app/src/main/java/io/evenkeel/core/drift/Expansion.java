package io.evenkeel.core.drift;

/** What became of expanding a target. */
public sealed interface Expansion {
  record Expanded(ExpandedTarget target) implements Expansion {}

  /** The target, or one that it refers to, was deleted or never seen. */
  record Unknown(String targetId) implements Expansion {}

  /** A cycle, weights that do not sum to 1, or one model with different leverage or tracking. */
  record Invalid(String targetId, String sentence) implements Expansion {}
}
