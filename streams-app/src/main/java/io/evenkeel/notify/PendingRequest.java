package io.evenkeel.notify;

import java.time.Instant;

/** A request that waits for approval. */
record PendingRequest(String requestId, String submittedBy, Instant expiresAt) {}
