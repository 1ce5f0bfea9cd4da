package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;

/**
 * An order that a build proposes; it has no id and cannot be sent.
 *
 * @param line the line that asked for it
 * @param quantity above 0, a multiple of the security's lot unless the holding is sold whole
 * @param cash quantity times price, rounded half-even to the cent; above 0, but for a full exit
 *     worth less than half a cent
 */
public record PlannedOrder(
    String line,
    String sleeveId,
    String securityId,
    TradeSide side,
    Quantity quantity,
    Price price,
    Money cash,
    boolean fullExit) {}
