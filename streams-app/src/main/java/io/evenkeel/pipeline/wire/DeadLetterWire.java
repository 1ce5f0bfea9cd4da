package io.evenkeel.pipeline.wire;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Topic {@code dead-letters}. */
public final class DeadLetterWire {
  private DeadLetterWire() {}

  /** Why a record could not be used; the names are those on the wire. */
  public enum Reason {
    MALFORMED,
    UNKNOWN_SCHEMA,
    NULL_KEY,
    NULL_VALUE,
    WRONG_PARTITION,
    INVALID,
    NOT_POSITIVE,
    OLDER_THAN_LAST,
    JUMP,
    UNKNOWN_ORDER,
    WRONG_CUSTODIAN,
    UNDELIVERED,
    ENDPOINT_GONE,
    ENDPOINT_REFUSED
  }

  /**
   * The record as it was, with where it came from and why it was refused.
   *
   * @param stage where in the pipeline
   * @param sentence why, and what to do
   */
  public static Outgoing write(
      RawRecord raw, String stage, Reason reason, String sentence, Instant at) {
    var letter =
        DeadLetter.newBuilder()
            .setKey(buffer(raw.key()))
            .setValue(buffer(raw.value()))
            .setTopic(raw.topic())
            .setPartition(raw.partition())
            .setOffset(raw.offset())
            .setTimestamp(
                raw.timestampMillis() < 0 ? null : Instant.ofEpochMilli(raw.timestampMillis()))
            .setStage(stage)
            .setReason(Symbols.write(reason, DeadLetterReason.class))
            .setSentence(sentence)
            .setAt(at)
            .build();
    return new Outgoing(Topics.DEAD_LETTERS, null, raw.key(), letter);
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
