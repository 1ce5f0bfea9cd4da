package io.evenkeel.chaos.report;

/**
 * What one fault cost.
 *
 * @param fault what was done, in words
 * @param seconds the longest wait of a tick for its drift event, from the fault to when all was
 *     calm
 * @param calmAfterSeconds from when its cause was over, every process running again, to when all
 *     was calm
 * @param rebalances how often tasks were dealt out anew meanwhile
 */
public record Gap(String fault, double seconds, double calmAfterSeconds, long rebalances) {}
