/**
 * The state stores over HTTP, read-only: health, an account with its drift computed now, the
 * rebalancer queue, the history of a request. Errors are problem documents (RFC 9457).
 */
@NullMarked
package io.evenkeel.http;

import org.jspecify.annotations.NullMarked;
