/**
 * Stage 4 of 5: the life of a request, an ACR and a batch, up to release.
 *
 * <p>Reads {@code rebalance-commands} and {@code account-outcomes} ({@link
 * io.evenkeel.core.approval.Requests}) and {@code releases} ({@link
 * io.evenkeel.core.approval.Releasing}); writes {@code account-tasks}, {@code rebalance-history},
 * {@code rebalance-history-accounts}, {@code rejections} and {@code approved-trades.<custodian>}.
 * What the field leaves open is decided in docs/decisions/0040-life-of-a-request.md.
 */
@NullMarked
package io.evenkeel.core.approval;

import org.jspecify.annotations.NullMarked;
