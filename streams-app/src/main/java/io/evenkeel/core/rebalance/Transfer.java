package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;

/**
 * Cash that moves between two sleeves of one account, beside the orders.
 *
 * @param amount above 0
 */
public record Transfer(String fromSleeveId, String toSleeveId, Money amount) {}
