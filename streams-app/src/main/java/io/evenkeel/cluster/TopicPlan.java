package io.evenkeel.cluster;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Every topic as it should be on the cluster.
 *
 * @param partitions for life: a key's partition follows from their number
 * @param replication copies of each
 */
public record TopicPlan(TopicNames names, int partitions, short replication) {

  public static TopicPlan of(Configuration configuration, TopicNames names) {
    return new TopicPlan(
        names,
        configuration.get(Keys.PARTITIONS),
        configuration.get(Keys.REPLICATION).shortValue());
  }

  /** Name and kind of every topic, in flow order. */
  public Map<String, Topic<?>> topics() {
    var topics = new LinkedHashMap<String, Topic<?>>();
    for (var topic : Topics.ALL) {
      names.each(topic).forEach(name -> topics.put(name, topic));
    }
    return topics;
  }

  /** The schema of every topic's values, by the topic's name. */
  public static Map<String, Schema> schemas(TopicNames names) {
    var schemas = new LinkedHashMap<String, Schema>();
    for (var topic : Topics.ALL) {
      var schema = SpecificData.get().getSchema(topic.value());
      names.each(topic).forEach(name -> schemas.put(name, schema));
    }
    return schemas;
  }

  List<NewTopic> missing(java.util.Set<String> present) {
    var missing = new ArrayList<NewTopic>();
    topics()
        .forEach(
            (name, topic) -> {
              if (!present.contains(name)) {
                missing.add(
                    new NewTopic(name, partitions, replication)
                        .configs(topic.kept().asTopicConfig()));
              }
            });
    return missing;
  }
}
