package io.evenkeel.pipeline.market;

import java.util.Map;

/**
 * What a cluster says of the topics that boards read, as of the start. A topic that is made anew
 * gets another id, and ends the client, so these hold for as long as it runs.
 *
 * @param byName by the name that a topic has on the cluster
 */
public record TopicLayout(Map<String, Known> byName) {
  /**
   * One topic.
   *
   * @param topicId given by the cluster when the topic was made
   */
  public record Known(String topicId, int partitions) {}

  public TopicLayout {
    byName = Map.copyOf(byName);
  }

  /** The topic of that name, which must be known. */
  public Known of(String topic) {
    var known = byName.get(topic);
    if (known == null) {
      throw new IllegalArgumentException("nothing is known of topic " + topic);
    }
    return known;
  }
}
