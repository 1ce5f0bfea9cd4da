package io.evenkeel.http;

import org.jspecify.annotations.Nullable;

/** One committed record of an output topic; its JSON is made when somebody first reads it. */
final class FeedEvent {
  private final int type;
  private final int partition;
  private final long offset;
  private final String key;
  private final long timestampMillis;
  private final byte @Nullable [] value;
  private volatile @Nullable Shown shown;

  /**
   * What is sent of it.
   *
   * @param advisorId whose it is; {@code null} where it is nobody's in particular
   */
  record Shown(String json, @Nullable String advisorId, @Nullable String custodianId) {}

  /** Makes what is sent of an event. */
  interface Showing {
    Shown show(FeedEvent event);
  }

  /**
   * @param type number of its topic in {@link Feed#TYPES}
   * @param value {@code null} of a tombstone
   */
  FeedEvent(
      int type,
      int partition,
      long offset,
      String key,
      long timestampMillis,
      byte @Nullable [] value) {
    this.type = type;
    this.partition = partition;
    this.offset = offset;
    this.key = key;
    this.timestampMillis = timestampMillis;
    this.value = value;
  }

  int type() {
    return type;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  String key() {
    return key;
  }

  long timestampMillis() {
    return timestampMillis;
  }

  byte @Nullable [] value() {
    return value;
  }

  int sizeBytes() {
    return value == null ? 0 : value.length;
  }

  /** The same for everyone who reads it. */
  Shown shown(Showing showing) {
    var made = shown;
    if (made == null) {
      made = showing.show(this);
      shown = made;
    }
    return made;
  }
}
