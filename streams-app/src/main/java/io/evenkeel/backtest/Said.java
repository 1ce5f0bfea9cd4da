package io.evenkeel.backtest;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.schemas.DriftEvent;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record that was written to a topic. It is read from its bytes when somebody first asks for
 * it, which for most is the thread that writes the files; one thread at a time may ask.
 */
final class Said {
  private final Topic<?> topic;
  private final String name;
  private final String key;
  private @Nullable Supplier<? extends SpecificRecord> unread;
  private @Nullable SpecificRecord value;

  private Said(
      Topic<?> topic,
      String name,
      String key,
      @Nullable Supplier<? extends SpecificRecord> unread,
      @Nullable SpecificRecord value) {
    this.topic = topic;
    this.name = name;
    this.key = key;
    this.unread = unread;
    this.value = value;
  }

  /**
   * A record that is at hand.
   *
   * @param name of the topic, without prefix, with the custodian
   * @param value {@code null} for a tombstone
   */
  static Said of(Topic<?> topic, String name, String key, @Nullable SpecificRecord value) {
    return new Said(topic, name, key, null, value);
  }

  /** A record that is still to be read. */
  static Said unread(
      Topic<?> topic, String name, String key, Supplier<? extends SpecificRecord> unread) {
    return new Said(topic, name, key, unread, null);
  }

  Topic<?> topic() {
    return topic;
  }

  /** Of the topic, without prefix, with the custodian. */
  String name() {
    return name;
  }

  String key() {
    return key;
  }

  /** What was written; {@code null} for a tombstone. */
  @Nullable SpecificRecord value() {
    if (unread != null) {
      value = unread.get();
      unread = null;
    }
    return value;
  }

  /** The account that it is about; its key where it names none. */
  String accountId() {
    var record = value();
    if (record != null) {
      var field = record.getSchema().getField("accountId");
      if (field != null && record.get(field.pos()) instanceof String id) {
        return id;
      }
    }
    return key;
  }

  /** The number of a drift event; 0 for everything else. */
  long sequence() {
    return value() instanceof DriftEvent event ? event.getSequence() : 0;
  }
}
