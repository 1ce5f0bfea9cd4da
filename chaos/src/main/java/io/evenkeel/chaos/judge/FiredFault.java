package io.evenkeel.chaos.judge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was caused.
 *
 * @param name what it was, such as {@code kill} or {@code stop-15s}
 * @param target whom it befell, such as {@code app-2}
 * @param over when it was over; {@code null} where nobody saw that
 * @param detail what was seen of its effect; empty where nothing was
 */
public record FiredFault(
    String name, String target, Instant at, @Nullable Instant over, String detail) {}
