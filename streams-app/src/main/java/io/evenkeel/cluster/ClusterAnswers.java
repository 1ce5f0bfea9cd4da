package io.evenkeel.cluster;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** What the cluster says of itself, or a sentence that tells why it does not. */
final class ClusterAnswers {
  private ClusterAnswers() {}

  static Set<String> topicNames(Admin admin) {
    return answer(admin.listTopics().names());
  }

  static Map<String, TopicDescription> describe(Admin admin, Set<String> names) {
    return answer(admin.describeTopics(names).allTopicNames());
  }

  /** The finalized level of {@code transaction.version}; 0 where there is none. */
  static int transactionVersion(Admin admin) {
    var level =
        answer(admin.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("transaction.version");
    return level == null ? 0 : level.maxVersionLevel();
  }

  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw refused("the Kafka cluster does not answer", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static ClusterException refused(String what, ExecutionException e) {
    return new ClusterException(
        "%s (%s); check bootstrap.servers and the security settings, and that a broker runs there"
            .formatted(what, e.getCause() == null ? e : e.getCause().getMessage()),
        e);
  }

  static ClusterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("stopped while waiting for the Kafka cluster", e);
  }
}
