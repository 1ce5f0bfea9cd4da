/**
 * Stage 3 of 5: reads from {@code account-tasks} what to build, and writes {@code trade-proposals}
 * and {@code acrs}, with the answer on {@code account-outcomes}.
 */
@NullMarked
package io.evenkeel.pipeline.rebalance;

import org.jspecify.annotations.NullMarked;
