package io.evenkeel.core.rebalance;

/**
 * Why a line of a proposal is not what the target alone would make of it.
 *
 * @param line its name, such as {@code SECURITY:XOM} or {@code TECH/AAPL}
 * @param securityId the security that is restricted, blocked or halted
 */
public record LineNote(String line, String securityId, Limit.Code code, String sentence) {}
