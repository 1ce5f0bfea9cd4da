/**
 * Stage 3 of 5: from drift to proposed trades: lots, cash, leverage, margin. Reads the account, its
 * expanded target and the boards as one {@code BuildInput}; answers with a {@code BuildResult}.
 *
 * <p>In the order of a build: {@code TradeBuilder} checks what {@code Settlement} has settled of
 * what {@code AccountLevel} and, for each model sleeve, {@code SleeveLevel} decide; both lay out a
 * {@code Level} of {@code TradeLine}s and leave it to {@code BestFit} or {@code MinTransaction}.
 * {@code LotRounding} is the one place where dollars become lots and cents. The decisions behind it
 * are docs/decisions/0011 to 0013.
 */
@NullMarked
package io.evenkeel.core.rebalance;

import org.jspecify.annotations.NullMarked;
