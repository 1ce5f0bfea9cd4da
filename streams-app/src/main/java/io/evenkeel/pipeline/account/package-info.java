/**
 * The account task's common ground: the store of books that its stages share, and the desk at which
 * each of them asks the core for a decision.
 */
@NullMarked
package io.evenkeel.pipeline.account;

import org.jspecify.annotations.NullMarked;
