/**
 * One account's memory and what each stage decides on it: inputs are taken in, the account is
 * judged, a proposal is built, approved, handed over, and execution results are folded. Every
 * function takes the {@code AccountBook} and gives the next one with the outputs to send.
 */
@NullMarked
package io.evenkeel.core.account;

import org.jspecify.annotations.NullMarked;
