/** Stage 3 of 5: from drift to proposed trades: lots, cash, leverage, margin. */
@NullMarked
package io.evenkeel.core.rebalance;

import org.jspecify.annotations.NullMarked;
