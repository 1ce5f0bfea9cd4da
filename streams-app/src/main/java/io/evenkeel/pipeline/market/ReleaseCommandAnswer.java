package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.ReleaseAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a command that releases a price was answered.
 *
 * @param rejected {@code null} where it was accepted
 */
public record ReleaseCommandAnswer(Instant at, ReleaseAnswer.@Nullable Rejected rejected) {
  /**
   * What a task's store remembers of a command; empty where nothing.
   *
   * @param stored what the store has under a key; {@code null} where nothing
   */
  public static Optional<ReleaseCommandAnswer> in(
      Function<String, byte @Nullable []> stored, String securityId, String commandId) {
    var answer = ReportMemory.answer(stored.apply(ReportMemory.answerKey(securityId, commandId)));
    return Optional.ofNullable(answer).map(a -> new ReleaseCommandAnswer(a.at(), a.rejected()));
  }
}
