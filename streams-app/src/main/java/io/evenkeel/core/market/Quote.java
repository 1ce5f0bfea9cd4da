package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import java.time.Instant;

/**
 * The last good price of a security.
 *
 * @param asOf when the price was made, as its source says
 * @param quarantined whether a newer price is held by the guard, so that this one is not to be used
 */
public record Quote(Price price, String currency, Instant asOf, boolean quarantined) {}
