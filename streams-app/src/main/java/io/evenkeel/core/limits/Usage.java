package io.evenkeel.core.limits;

/** What was sent before, as far as it counts for one batch: of its account, custodian and firm. */
public record Usage(AccountUse account, Spending custodian, Spending firm) {}
