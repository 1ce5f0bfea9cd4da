package io.evenkeel.core.drift;

import java.util.Set;

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
   * @param read every target that was asked for, this one included: another answer needs a change
   *     of one of them
   */
  record Unknown(String targetId, Set<String> read) implements Expansion {
    public Unknown(String targetId) {
      this(targetId, Set.of(targetId));
    }

    public Unknown {
      read = Set.copyOf(read);
    }
  }

  /**
   * A cycle, weights that do not sum to 1, or one model with different leverage or tracking.
   *
   * @param targetId the one at fault: the target itself or one that it refers to
   * @param sentence what is wrong with it
   * @param read every target that was asked for
   */
  record Invalid(String targetId, String sentence, Set<String> read) implements Expansion {
    public Invalid(String targetId, String sentence) {
      this(targetId, sentence, Set.of(targetId));
    }

    public Invalid {
      read = Set.copyOf(read);
    }
  }
}
