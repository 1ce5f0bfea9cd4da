/**
 * Tells advisors' systems what happens, outside the topics: reads {@code drift-events}, {@code
 * advisories} and {@code digests}, sends each message to the endpoint of its advisor, and writes
 * {@code digests} and, for what nobody took, {@code dead-letters}. Beside the pipeline, never in
 * its way.
 */
@NullMarked
package io.evenkeel.notify;

import org.jspecify.annotations.NullMarked;
