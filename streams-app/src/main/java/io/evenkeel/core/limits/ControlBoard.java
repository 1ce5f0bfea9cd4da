package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Halt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest word of anybody on each scope: halted, or resumed. */
public interface ControlBoard {
  /** {@code null} where nobody ever said anything of it. */
  @Nullable Word word(Halt.Scope scope, String scopeId);

  /**
   * What was said.
   *
   * @param halted false where it was resumed
   */
  record Word(boolean halted, @Nullable String reason, String setBy, Instant setAt) {}
}
