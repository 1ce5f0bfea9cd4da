/**
 * How a message is sent to somebody's HTTPS endpoint, after the specification Standard Webhooks:
 * its address, its secrets, its signature, what an answer means and when to try again. Knows
 * nothing of what is said.
 */
@NullMarked
package io.evenkeel.webhook;

import org.jspecify.annotations.NullMarked;
