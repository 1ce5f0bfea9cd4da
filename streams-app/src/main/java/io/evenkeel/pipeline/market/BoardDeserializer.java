package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values for a board and never throws: an exception here would stop the whole client, and
 * again at every start. Bytes that cannot be read become a {@link BoardRecord.Malformed}.
 *
 * <p>A registry that is down is no fault of the record: reading waits for it, and with it the board
 * (see {@link Patience}).
 */
public final class BoardDeserializer<T> implements Deserializer<BoardRecord<T>> {
  private final Deserializer<T> values;
  private final Patience patience;

  public BoardDeserializer(Deserializer<T> values, Patience patience) {
    this.values = values;
    this.patience = patience;
  }

  @Override
  public @Nullable BoardRecord<T> deserialize(String topic, byte @Nullable [] data) {
    return read(data, () -> values.deserialize(topic, data));
  }

  @Override
  public @Nullable BoardRecord<T> deserialize(
      String topic, Headers headers, byte @Nullable [] data) {
    return read(data, () -> values.deserialize(topic, headers, data));
  }

  private @Nullable BoardRecord<T> read(byte @Nullable [] data, Supplier<@Nullable T> reading) {
    if (patience.isGivenUp()) {
      return new BoardRecord.Abandoned<>(data == null ? new byte[0] : data);
    }
    if (data == null) {
      return null;
    }
    try {
      var value = patience.await(reading);
      return value == null
          ? malformed(data, RefusalReason.MALFORMED, "the value reads as nothing")
          : new BoardRecord.Read<>(value, data);
    } catch (Patience.GivenUpException e) {
      return new BoardRecord.Abandoned<>(data);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return malformed(data, reason(e), String.valueOf(e.getMessage()));
    }
  }

  private static RefusalReason reason(Throwable fault) {
    return fault instanceof UnreadableRecordException unreadable && unreadable.isUnknownSchema()
        ? RefusalReason.UNKNOWN_SCHEMA
        : RefusalReason.MALFORMED;
  }

  private BoardRecord<T> malformed(byte[] data, RefusalReason reason, String detail) {
    return new BoardRecord.Malformed<>(
        new Refusal(
            reason,
            "The value cannot be read (%s); publish it in the topic's Avro schema."
                .formatted(detail)),
        data);
  }

  @Override
  public void close() {
    patience.giveUp();
    values.close();
  }
}
