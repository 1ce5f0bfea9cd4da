/**
 * Stage 5 of 5: folding of execution results.
 *
 * <p>Reads {@code execution-results.<custodian>} and says what became of a batch ({@link
 * io.evenkeel.core.history.BatchFills}), which goes by way of the account and its request to {@code
 * rebalance-history}. The rules are in docs/decisions/0041-folding-results.md.
 */
@NullMarked
package io.evenkeel.core.history;

import org.jspecify.annotations.NullMarked;
