package io.evenkeel.cluster;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; touches none that exists. */
public final class TopicCreation {
  private TopicCreation() {}

  /**
   * Creates them.
   *
   * @return the names that were created, in flow order
   * @throws ClusterException if the cluster refuses or does not answer
   */
  public static List<String> createMissing(Admin admin, TopicPlan plan) {
    var missing = plan.missing(ClusterAnswers.topicNames(admin));
    try {
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw ClusterAnswers.refused("topics cannot be created", e);
      }
    } catch (InterruptedException e) {
      throw ClusterAnswers.interrupted(e);
    }
    return missing.stream().map(NewTopic::name).toList();
  }
}
