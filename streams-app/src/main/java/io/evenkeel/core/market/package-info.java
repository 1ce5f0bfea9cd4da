/**
 * Stage 1 of 5: what the boards know of prices and reference data, and what the price guard
 * refuses.
 */
@NullMarked
package io.evenkeel.core.market;

import org.jspecify.annotations.NullMarked;
