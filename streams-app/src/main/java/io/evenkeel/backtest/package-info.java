/**
 * Drives the very same topology over a file of prices, with virtual time and without a broker: what
 * would have been flagged, traded and held. A row of prices at a time; the custodian is on paper.
 */
@NullMarked
package io.evenkeel.backtest;

import org.jspecify.annotations.NullMarked;
