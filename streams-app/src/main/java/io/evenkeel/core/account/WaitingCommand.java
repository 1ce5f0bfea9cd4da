package io.evenkeel.core.account;

import java.time.Instant;

/** A command whose account is not known yet. */
public record WaitingCommand(AccountCommand command, Instant since) {}
