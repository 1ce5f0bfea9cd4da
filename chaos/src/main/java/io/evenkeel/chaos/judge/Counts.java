package io.evenkeel.chaos.judge;

/** How much work was judged. */
public record Counts(
    long approvedOrders,
    long executions,
    long driftEvents,
    long inputs,
    long requests,
    long batches) {}
