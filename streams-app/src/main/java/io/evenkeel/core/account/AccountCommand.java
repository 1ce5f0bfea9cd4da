package io.evenkeel.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command about one account.
 *
 * @param commandId the same one again is answered the same and does nothing twice
 * @param firmId of the sender; {@code null} where none is named
 */
public record AccountCommand(
    String commandId, String sentBy, @Nullable String firmId, Instant sentAt, Ask ask) {}
