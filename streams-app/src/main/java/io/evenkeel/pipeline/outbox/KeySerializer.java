package io.evenkeel.pipeline.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Keys are strings in UTF-8, or the bytes that a refused record came with. */
public final class KeySerializer implements Serializer<Object> {
  @Override
  @SuppressWarnings("NullAway") // A dead letter of a record without a key has none either.
  public byte[] serialize(String topic, @Nullable Object key) {
    if (key == null) {
      return null;
    }
    return key instanceof byte[] bytes ? bytes : key.toString().getBytes(StandardCharsets.UTF_8);
  }
}
