package io.evenkeel.core.approval;

import java.time.Instant;

/**
 * A batch on its way to its custodian, with the proposal that was approved: topic {@code releases}.
 *
 * @param at timestamp of the record
 */
public record Release(Batch batch, Proposal proposal, Instant at) {}
