/**
 * Stage 2 of 5: which accounts a price may concern. Reads what an account was last judged to be and
 * the prices since; proves of most accounts that they would still say the same, so that nobody has
 * to judge them. docs/engine.md explains it with a figure.
 */
@NullMarked
package io.evenkeel.core.drift.corridor;

import org.jspecify.annotations.NullMarked;
