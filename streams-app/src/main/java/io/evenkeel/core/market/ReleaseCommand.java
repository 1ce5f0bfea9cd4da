package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish that the held price of a security be taken for good.
 *
 * @param firmId the sender's; {@code null} for an operator of the platform
 * @param heldPrice the price that the sender saw held; {@code null} takes any
 */
public record ReleaseCommand(
    String commandId,
    String securityId,
    String sentBy,
    Instant sentAt,
    @Nullable String firmId,
    @Nullable Price heldPrice) {}
