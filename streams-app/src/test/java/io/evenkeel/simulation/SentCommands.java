package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What advisors sent, and send again now and then. */
final class SentCommands {
  private record Sent(Topic<?> topic, String key, SpecificRecord value) {}

  private final Chance chance;
  private final Outside outside;
  private final List<Sent> sent = new ArrayList<>();
  private int asked;

  SentCommands(Chance chance, Outside outside) {
    this.chance = chance;
    this.outside = outside;
  }

  /** An id that begins so, and that nobody has used. */
  String newId(String prefix) {
    return prefix + ++asked;
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    outside.send(topic, key, value);
    sent.add(new Sent(topic, key, value));
  }

  /** The very same command again. */
  @SuppressWarnings("unchecked")
  void repeat() {
    if (!sent.isEmpty()) {
      var again = sent.get(sent.size() - 1 - chance.below(Math.min(20, sent.size())));
      outside.send((Topic<SpecificRecord>) again.topic, again.key, again.value);
    }
  }
}
