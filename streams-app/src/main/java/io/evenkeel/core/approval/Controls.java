package io.evenkeel.core.approval;

import org.jspecify.annotations.Nullable;

/** The halts that stand just now. */
public interface Controls {
  /** The halt of this scope; {@code null} where none stands. */
  @Nullable Halt halt(Halt.Scope scope, String scopeId);
}
