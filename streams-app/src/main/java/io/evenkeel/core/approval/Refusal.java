package io.evenkeel.core.approval;

/**
 * A command's refusal.
 *
 * @param sentence why, and what to do
 */
public record Refusal(RejectionCode code, String sentence) {}
