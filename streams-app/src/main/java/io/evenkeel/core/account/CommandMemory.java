package io.evenkeel.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How commands were answered, so that the same {@code commandId} again is answered the same and
 * does nothing twice.
 *
 * @param answered by commandId, oldest first; each for {@link #KEPT}, at most {@link
 *     #MAX_ANSWERED}, then the oldest is forgotten first
 */
public record CommandMemory(Map<String, Answer> answered) {
  public static final Duration KEPT = Duration.ofDays(7);
  public static final int MAX_ANSWERED = 1_000;
  public static final CommandMemory EMPTY = new CommandMemory(Map.of());

  /**
   * One answer.
   *
   * @param refusal {@code null} where the command was accepted
   */
  public record Answer(Instant at, @Nullable Refusal refusal) {}

  /**
   * A refusal.
   *
   * @param sentence why, and what to do
   */
  public record Refusal(RejectionCode code, String sentence) {}

  public CommandMemory {
    answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
  }

  /** What was answered; {@code null} where the command is new, or older than is remembered. */
  public @Nullable Answer answerTo(String commandId, Instant now) {
    var answer = answered.get(commandId);
    return answer == null || isForgotten(answer, now) ? null : answer;
  }

  /** With this answer, without those that are older than is remembered. */
  CommandMemory with(String commandId, Answer answer) {
    var next = new LinkedHashMap<>(answered);
    next.values().removeIf(earlier -> isForgotten(earlier, answer.at()));
    next.remove(commandId);
    next.put(commandId, answer);
    if (next.size() > MAX_ANSWERED) {
      next.remove(next.keySet().iterator().next());
    }
    return new CommandMemory(next);
  }

  private static boolean isForgotten(Answer answer, Instant now) {
    return !now.isBefore(answer.at().plus(KEPT));
  }
}
