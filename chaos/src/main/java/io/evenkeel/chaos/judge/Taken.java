package io.evenkeel.chaos.judge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A committed record as it lies in its topic. */
record Taken(
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** For people; also what makes a record itself and no other. */
  String place() {
    return place(topic, partition, offset);
  }

  static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  /** As text; bytes that are none are replaced. */
  String keyText() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
