/**
 * Beside every stage: binds what people commanded to what they commanded of the same before, in the
 * transaction of what came of it. Writes {@code audit}.
 */
@NullMarked
package io.evenkeel.pipeline.audit;

import org.jspecify.annotations.NullMarked;
