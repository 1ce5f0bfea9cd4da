/**
 * One account's memory, and the decisions of each stage applied to it: what came in, what is said,
 * what is remembered.
 */
@NullMarked
package io.evenkeel.core.account;

import org.jspecify.annotations.NullMarked;
