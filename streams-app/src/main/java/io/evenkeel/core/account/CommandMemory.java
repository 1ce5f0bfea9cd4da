package io.evenkeel.core.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands that were answered, and commands that wait for their account to become known.
 *
 * @param answered by commandId, oldest first; at most {@link #MAX_ANSWERED}, the oldest forgotten
 *     first, and each for as long as {@link AccountSettings#rememberCommands} says
 * @param waiting in the order in which they came; at most {@link #MAX_WAITING}, further ones are
 *     rejected at once
 */
public record CommandMemory(Map<String, Answer> answered, List<Waiting> waiting) {
  public static final int MAX_ANSWERED = 1_000;
  public static final int MAX_WAITING = 16;
  public static final CommandMemory EMPTY = new CommandMemory(Map.of(), List.of());

  /**
   * How a command was answered.
   *
   * @param code {@code null} where it was accepted
   * @param sentence empty where it was accepted
   */
  public record Answer(Instant at, @Nullable RejectionCode code, String sentence) {}

  /** A command whose account is not known yet. */
  public record Waiting(AccountCommand command, Instant since) {}

  public CommandMemory {
    answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
    waiting = List.copyOf(waiting);
  }

  CommandMemory withAnswer(String commandId, Answer answer) {
    var next = new LinkedHashMap<>(answered);
    next.put(commandId, answer);
    if (next.size() > MAX_ANSWERED) {
      next.remove(next.keySet().iterator().next());
    }
    return new CommandMemory(next, waiting);
  }

  CommandMemory withoutAnswersBefore(Instant oldest) {
    var next = new LinkedHashMap<>(answered);
    return next.values().removeIf(answer -> answer.at().isBefore(oldest))
        ? new CommandMemory(next, waiting)
        : this;
  }

  CommandMemory withWaiting(Waiting command) {
    var next = new ArrayList<>(waiting);
    next.add(command);
    return new CommandMemory(answered, next);
  }

  CommandMemory withWaiting(List<Waiting> still) {
    return new CommandMemory(answered, still);
  }

  boolean isWaiting(String commandId) {
    return waiting.stream().anyMatch(w -> w.command().commandId().equals(commandId));
  }
}
