package io.evenkeel.notify;

import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.wireformat.AvroSerdes;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads records of the topics that messages are made of. For one thread. */
final class Inbox {
  private final String driftEvents;
  private final String advisories;
  private final String digests;
  private final Deserializer<DriftEvent> drift;
  private final Deserializer<Advisory> advisory;
  private final Deserializer<Digest> digest;
  private final Wording wording;

  Inbox(AvroSerdes serdes, TopicNames names, Wording wording) {
    this.driftEvents = names.of(Topics.DRIFT_EVENTS);
    this.advisories = names.of(Topics.ADVISORIES);
    this.digests = names.of(Topics.DIGESTS);
    this.drift = serdes.deserializer(DriftEvent.class);
    this.advisory = serdes.deserializer(Advisory.class);
    this.digest = serdes.deserializer(Digest.class);
    this.wording = wording;
  }

  /** The names of the topics. */
  List<String> topics() {
    return List.of(driftEvents, advisories, digests);
  }

  /**
   * What a record tells; empty where it tells nothing.
   *
   * @throws io.evenkeel.wireformat.UnreadableRecordException if the bytes are no such record
   */
  Optional<Message> read(String topic, byte[] value) {
    if (topic.equals(driftEvents)) {
      return wording.of(drift.deserialize(topic, value));
    }
    return Optional.of(
        topic.equals(advisories)
            ? wording.of(advisory.deserialize(topic, value))
            : wording.of(digest.deserialize(topic, value)));
  }
}
