/**
 * Records as JSON, one mapping for files, commands, HTTP and the backtest: decimals are strings,
 * enums names, times ISO-8601, and a command's payload stands beside its type.
 */
@NullMarked
package io.evenkeel.json;

import org.jspecify.annotations.NullMarked;
