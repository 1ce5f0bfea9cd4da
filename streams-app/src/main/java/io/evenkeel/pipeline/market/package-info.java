/**
 * Stage 1 of 5: reads prices, reference data, controls and price holds into the boards, which every
 * instance holds whole, and tells tasks what changed. What a board refuses, an account task writes
 * to price-holds, dead-letters and advisories.
 */
@NullMarked
package io.evenkeel.pipeline.market;

import org.jspecify.annotations.NullMarked;
