package io.evenkeel.backtest;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.schemas.DriftEvent;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record that was written to a topic.
 *
 * @param name of the topic, without prefix, with the custodian
 * @param value {@code null} for a tombstone
 */
record Said(Topic<?> topic, String name, String key, @Nullable SpecificRecord value) {

  /** The account that it is about; its key where it names none. */
  String accountId() {
    if (value != null) {
      var field = value.getSchema().getField("accountId");
      if (field != null && value.get(field.pos()) instanceof String id) {
        return id;
      }
    }
    return key;
  }

  /** The number of a drift event; 0 for everything else. */
  long sequence() {
    return value instanceof DriftEvent event ? event.getSequence() : 0;
  }
}
