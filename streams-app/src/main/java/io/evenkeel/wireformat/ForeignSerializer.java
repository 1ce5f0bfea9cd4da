package io.evenkeel.wireformat;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Someone else's serializer, told the name of the topic's family in place of the topic's: from it
 * their default naming makes the subject that the whole family shares.
 */
final class ForeignSerializer<T> implements Serializer<T> {
  private final Serializer<Object> foreign;
  private final SubjectNames subjects;

  ForeignSerializer(Serializer<Object> foreign, SubjectNames subjects) {
    this.foreign = foreign;
    this.subjects = subjects;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    return value == null ? null : foreign.serialize(subjects.family(topic), value);
  }

  @Override
  public void close() {
    foreign.close();
  }
}
