package io.evenkeel.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody canceled a batch: its custodian is told, and says of every order that is not done what
 * became of it.
 *
 * @param commandId that asked for it; under it the custodian is told once
 * @param refusedBefore how often the custodian had refused to cancel the batch before
 * @param unsent why the last step did not tell the custodian; {@code null} where it did
 * @param replacement what is to come in the batch's place; {@code null} where nothing is
 */
public record Cancellation(
    String commandId,
    String askedBy,
    Instant at,
    long refusedBefore,
    @Nullable String unsent,
    @Nullable Replacement replacement) {

  Cancellation notSent(String sentence) {
    return new Cancellation(commandId, askedBy, at, refusedBefore, sentence, replacement);
  }

  Cancellation with(Replacement now) {
    return new Cancellation(commandId, askedBy, at, refusedBefore, unsent, now);
  }
}
