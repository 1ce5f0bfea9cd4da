package io.evenkeel.pipeline;

import io.evenkeel.pipeline.Topic.PerCustodian;
import java.util.List;

/**
 * The names that topics have on a cluster: the configured prefix before each, the custodian behind
 * those that every custodian has of its own.
 *
 * @param custodians custodian ids, each with its own pair of topics
 */
public record TopicNames(String prefix, List<String> custodians) {
  public TopicNames {
    custodians = List.copyOf(custodians);
  }

  /** The name of a topic that there is one of. */
  public String of(Topic<?> topic) {
    if (topic.perCustodian() == PerCustodian.ONE_EACH) {
      throw new IllegalArgumentException("each custodian has its own topic " + topic.name());
    }
    return prefix + topic.name();
  }

  /** The name of one custodian's topic. */
  public String of(Topic<?> topic, String custodianId) {
    return prefix + topic.name() + "." + custodianId;
  }

  /** Every name that a topic has, one per custodian where each has its own. */
  public List<String> each(Topic<?> topic) {
    return topic.perCustodian() == PerCustodian.ONE
        ? List.of(of(topic))
        : custodians.stream().map(custodian -> of(topic, custodian)).toList();
  }

  /** The custodian whose topic of that kind has this name. */
  public String custodianOf(Topic<?> topic, String name) {
    return name.substring(prefix.length() + topic.name().length() + 1);
  }

  /** The registry's subject of a topic's values; all custodians' topics share one. */
  public String subject(Topic<?> topic) {
    return prefix + topic.name() + "-value";
  }
}
