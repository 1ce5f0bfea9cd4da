/**
 * Beside every stage: what people commanded, one record after another, each bound to the one before
 * it by a hash. Reads what was commanded and what came of it; writes nothing but {@code audit}.
 */
@NullMarked
package io.evenkeel.core.audit;

import org.jspecify.annotations.NullMarked;
