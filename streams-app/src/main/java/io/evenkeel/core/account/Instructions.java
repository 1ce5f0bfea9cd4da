package io.evenkeel.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for the account.
 *
 * @param targetId the assigned target; {@code null} holds the account against 100 % cash
 * @param rebalancing whether it is monitored and may be rebalanced
 * @param taken the ACCOUNT-scope target that assigned itself last; {@code null} where none did
 * @param explicitAt when a command last assigned or removed a target; {@code null} where none did.
 *     An ACCOUNT-scope target that was created no later does not assign itself any more
 * @param opened whether an opening state was taken; there is one per account
 */
public record Instructions(
    @Nullable String targetId,
    boolean rebalancing,
    @Nullable TakenTarget taken,
    @Nullable Instant explicitAt,
    boolean opened) {
  /** Nobody asked for anything yet. */
  public static final Instructions NONE = new Instructions(null, false, null, null, false);

  /** An ACCOUNT-scope target that the account took by itself. */
  public record TakenTarget(String targetId, Instant createdAt) {}

  Instructions assigned(@Nullable String assignedId, Instant at) {
    return new Instructions(assignedId, rebalancing, taken, at, opened);
  }

  Instructions took(TakenTarget target, boolean assign) {
    return new Instructions(
        assign ? target.targetId() : targetId, rebalancing, target, explicitAt, opened);
  }

  Instructions rebalancing(boolean on) {
    return new Instructions(targetId, on, taken, explicitAt, opened);
  }

  Instructions asOpened() {
    return new Instructions(targetId, rebalancing, taken, explicitAt, true);
  }
}
