package io.evenkeel.notify;

import org.jspecify.annotations.Nullable;

/**
 * What one receiver is told.
 *
 * @param id the same whenever, and from whichever instance, it is sent
 * @param firmId whose it is; {@code null} where it is about a security
 * @param advisorId whose it is; {@code null} where it is about a security
 * @param body JSON, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Signed and sent; never compared.
public record Message(
    String id,
    MessageType type,
    @Nullable String firmId,
    @Nullable String advisorId,
    byte[] body) {}
