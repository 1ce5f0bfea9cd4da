package io.evenkeel.wireformat;

import java.util.List;

/**
 * Which topics share one subject of the registry. A custodian has topics of its own, and all
 * custodians' topics carry the same schema: one subject for each such family.
 */
@FunctionalInterface
public interface SubjectNames {
  /** The topic's name, or the name that stands for its whole family. */
  String family(String topic);

  /** The subject of the topic's values. */
  default String valueSubject(String topic) {
    return family(topic) + "-value";
  }

  /** Every topic has a subject of its own. */
  static SubjectNames perTopic() {
    return topic -> topic;
  }

  /**
   * One subject for all of {@code approved-trades.<custodian>}, one for all of {@code
   * execution-results.<custodian>}; every other topic has its own.
   *
   * @param topicPrefix what every topic name of this installation begins with, subjects included;
   *     may be empty
   */
  static SubjectNames sharedByCustodians(String topicPrefix) {
    var families = List.of(topicPrefix + "approved-trades", topicPrefix + "execution-results");
    return topic ->
        families.stream().filter(f -> topic.startsWith(f + ".")).findFirst().orElse(topic);
  }
}
