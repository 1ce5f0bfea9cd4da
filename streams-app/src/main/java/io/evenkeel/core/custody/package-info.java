/**
 * The platform's sleeve accounting: what an account's positions are once trades and transfers are
 * booked. The demo and the backtest stand in for it with this; the pipeline itself books only what
 * is provisional.
 */
@NullMarked
package io.evenkeel.core.custody;

import org.jspecify.annotations.NullMarked;
