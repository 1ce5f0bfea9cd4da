package io.evenkeel.core.approval;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered under one requestId, but for the rows of its accounts.
 *
 * @param request {@code null} where commands named it and none of them made it
 */
public record RequestState(String requestId, @Nullable Request request, AnsweredCommands commands) {
  /** A requestId that nobody has used. */
  public static RequestState unused(String requestId) {
    return new RequestState(requestId, null, AnsweredCommands.EMPTY);
  }

  /** Whether nothing is remembered, so that the state need not be kept. */
  public boolean isUnused() {
    return request == null && commands.answered().isEmpty();
  }
}
