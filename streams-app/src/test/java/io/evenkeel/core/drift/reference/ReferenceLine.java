package io.evenkeel.core.drift.reference;

import org.jspecify.annotations.Nullable;

/**
 * One line as the rules have it.
 *
 * @param high {@code null} where nothing bounds it above
 * @param side NONE, ABOVE or BELOW
 */
public record ReferenceLine(
    String line,
    Fraction weight,
    Fraction target,
    Fraction low,
    @Nullable Fraction high,
    String side,
    boolean triggers) {}
