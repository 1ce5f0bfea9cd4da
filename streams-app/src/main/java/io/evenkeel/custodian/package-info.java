/**
 * What the simulated custodians of the demo and of a backtest have in common: the order in which
 * the contract of docs/for-custodians.md lets them work.
 */
@NullMarked
package io.evenkeel.custodian;

import org.jspecify.annotations.NullMarked;
