package io.evenkeel.pipeline.market;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Finds out how topics are laid out. */
public final class TopicLayouts {
  private TopicLayouts() {}

  /** As the cluster has them; every topic must exist. */
  public static TopicLayout ofCluster(Admin admin, Collection<String> topics) {
    try {
      var described = admin.describeTopics(topics).allTopicNames().get();
      return new TopicLayout(
          described.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      java.util.Map.Entry::getKey,
                      e ->
                          new TopicLayout.Known(
                              e.getValue().topicId().toString(),
                              e.getValue().partitions().size()))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were described", e);
    } catch (ExecutionException e) {
      throw new KafkaException("topics cannot be described: " + e.getMessage(), e);
    }
  }

  /** Without a cluster, as for a backtest: each topic has one partition, and its name for an id. */
  public static TopicLayout withoutCluster(Collection<String> topics) {
    return new TopicLayout(
        topics.stream()
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), name -> new TopicLayout.Known(name, 1))));
  }
}
