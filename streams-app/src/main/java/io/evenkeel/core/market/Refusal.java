package io.evenkeel.core.market;

/**
 * What a board says of a record that it did not take.
 *
 * @param sentence why, and what to do about it
 */
public record Refusal(RefusalReason reason, String sentence) {}
