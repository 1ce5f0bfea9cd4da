/**
 * The platform's sleeve accounting: what an account's positions are once trades and transfers are
 * booked. Outside the pipeline; the demo and the backtest stand in for it with this.
 */
@NullMarked
package io.evenkeel.core.custody;

import org.jspecify.annotations.NullMarked;
