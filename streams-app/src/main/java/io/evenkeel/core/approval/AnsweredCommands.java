package io.evenkeel.core.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that one key has answered, so that the same {@code commandId} again is answered the
 * same and does nothing twice.
 *
 * <p>An answer is remembered for {@link #KEPT}; at {@link #MAX_PER_KEY} answers the oldest is
 * forgotten first.
 *
 * @param answered in the order in which they were answered
 */
public record AnsweredCommands(List<Answered> answered) {
  public static final Duration KEPT = Duration.ofDays(7);
  public static final int MAX_PER_KEY = 1_000;
  public static final AnsweredCommands EMPTY = new AnsweredCommands(List.of());

  public AnsweredCommands {
    answered = List.copyOf(answered);
  }

  /**
   * One answer.
   *
   * @param at timestamp of the command's record
   * @param refusal {@code null} where the command was accepted
   */
  public record Answered(String commandId, Instant at, @Nullable Refusal refusal) {}

  /** What was answered; {@code null} where the command is new, or older than is remembered. */
  public @Nullable Answered answerTo(String commandId, Instant now) {
    return answered.stream()
        .filter(a -> a.commandId().equals(commandId) && !isForgotten(a, now))
        .findFirst()
        .orElse(null);
  }

  /** With this answer; it replaces an earlier one to the same command. */
  public AnsweredCommands with(Answered answer) {
    var kept = new ArrayList<Answered>();
    answered.stream()
        .filter(a -> !a.commandId().equals(answer.commandId()) && !isForgotten(a, answer.at()))
        .forEach(kept::add);
    kept.add(answer);
    return new AnsweredCommands(kept.subList(Math.max(0, kept.size() - MAX_PER_KEY), kept.size()));
  }

  /** Without what is older than is remembered. */
  public AnsweredCommands at(Instant now) {
    return answered.stream().noneMatch(a -> isForgotten(a, now))
        ? this
        : new AnsweredCommands(answered.stream().filter(a -> !isForgotten(a, now)).toList());
  }

  /** When the next answer is forgotten; {@code null} where none is remembered. */
  public @Nullable Instant nextDue() {
    return answered.stream().map(a -> a.at().plus(KEPT)).min(Instant::compareTo).orElse(null);
  }

  private static boolean isForgotten(Answered answer, Instant now) {
    return !now.isBefore(answer.at().plus(KEPT));
  }
}
