package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Topic {@code dead-letters}, for what a board refused. */
public final class RefusedRecordWire {
  private static final String STAGE = "market";

  private RefusedRecordWire() {}

  public static DeadLetter write(RawRecord raw, Refusal why, Instant at) {
    return DeadLetter.newBuilder()
        .setKey(buffer(raw.key()))
        .setValue(buffer(raw.value()))
        .setTopic(raw.topic())
        .setPartition(raw.partition())
        .setOffset(raw.offset())
        .setTimestamp(
            raw.timestampMillis() < 0 ? null : Instant.ofEpochMilli(raw.timestampMillis()))
        .setStage(STAGE)
        .setReason(Symbols.write(why.reason(), DeadLetterReason.class))
        .setSentence(why.sentence())
        .setAt(at)
        .build();
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
