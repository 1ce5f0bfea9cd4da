package io.evenkeel.core.approval;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;

/**
 * One order of a proposal, and later of a batch.
 *
 * @param orderId a function of request, account and line, so that a replay makes no second order
 * @param line the line that asked for it
 * @param price the price that it was sized at
 * @param cash quantity times price, rounded half-even to the cent
 */
public record Order(
    String orderId,
    String line,
    String sleeveId,
    String securityId,
    TradeSide side,
    Quantity quantity,
    Price price,
    Money cash) {}
