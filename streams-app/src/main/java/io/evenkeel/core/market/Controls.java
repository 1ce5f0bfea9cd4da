package io.evenkeel.core.market;

import org.jspecify.annotations.Nullable;

/** What is halted, read-only. */
public interface Controls {
  /** The halt that is on for this scope; {@code null} where nothing is halted. */
  @Nullable Halt halt(Halt.Scope scope, String id);
}
