package io.evenkeel.pipeline.wire;

import org.jspecify.annotations.Nullable;

/**
 * A record as it came, before anybody made sense of it.
 *
 * @param timestampMillis its own, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // Carried from topic to topic; never compared.
public record RawRecord(
    byte @Nullable [] key,
    byte @Nullable [] value,
    String topic,
    int partition,
    long offset,
    long timestampMillis) {}
