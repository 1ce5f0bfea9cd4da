/**
 * Stage 4 of 5: requests from {@code rebalance-commands} to approval; what is approved becomes a
 * batch at its account, and goes through {@code releases} to {@code approved-trades.<custodian>}.
 */
@NullMarked
package io.evenkeel.pipeline.approval;

import org.jspecify.annotations.NullMarked;
