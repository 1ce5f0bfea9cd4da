package io.evenkeel.core.drift;

import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * The weights that a line may have; both edges are inside.
 *
 * @param high {@code null} where nothing bounds the line above: cash of a target without a CASH
 *     component
 */
public record Band(Rational low, Rational target, @Nullable Rational high) {}
