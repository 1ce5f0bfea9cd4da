/**
 * Stage 5 of 5: folds {@code execution-results.<custodian>} into the account's batch; how far it is
 * goes by {@code account-outcomes} to its request, which writes {@code rebalance-history}.
 */
@NullMarked
package io.evenkeel.pipeline.history;

import org.jspecify.annotations.NullMarked;
