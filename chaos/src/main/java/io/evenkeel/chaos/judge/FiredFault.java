package io.evenkeel.chaos.judge;

import java.time.Instant;

/**
 * A fault that really fired.
 *
 * @param name such as {@code kill}
 * @param target the process, such as {@code app-2}
 * @param over when its cause was gone: the process was started again, or went on
 * @param detail what else is worth knowing; empty where nothing is
 */
public record FiredFault(String name, String target, Instant at, Instant over, String detail) {}
