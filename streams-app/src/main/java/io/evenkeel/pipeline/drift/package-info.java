/**
 * Stage 2 of 5: takes in {@code accounts}, {@code positions} and {@code account-commands}, follows
 * the boards, and judges whom a change concerns. Writes {@code drift-events}, {@code
 * account-status} and {@code advisories}.
 */
@NullMarked
package io.evenkeel.pipeline.drift;

import org.jspecify.annotations.NullMarked;
