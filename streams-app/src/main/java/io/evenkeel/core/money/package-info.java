/**
 * The units: money, quantity, price, given weight, leverage, and the exact rational in which every
 * decision is made.
 */
@NullMarked
package io.evenkeel.core.money;

import org.jspecify.annotations.NullMarked;
