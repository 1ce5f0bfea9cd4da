/**
 * Stage 4 of 5, at its very end: limits that hold whatever the stages before believe. Reads what is
 * about to be sent and what was sent before; says whether it may go, and what is to be halted where
 * it may not.
 */
@NullMarked
package io.evenkeel.core.limits;

import org.jspecify.annotations.NullMarked;
