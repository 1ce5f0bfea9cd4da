package io.evenkeel.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; touches none that exists. */
public final class TopicCreation {
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private TopicCreation() {}

  /**
   * Creates them.
   *
   * @return the names that were created, in flow order
   * @throws ClusterException if the cluster refuses or does not answer
   */
  public static List<String> createMissing(Admin admin, TopicPlan plan) {
    var missing = plan.missing(ClusterAnswers.topicNames(admin));
    create(admin, plan, missing);
    awaitKnown(admin, plan);
    return missing.stream().map(NewTopic::name).toList();
  }

  private static void create(Admin admin, TopicPlan plan, List<NewTopic> missing) {
    try {
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidReplicationFactorException) {
        throw new ClusterException(
            "the cluster has fewer than %d brokers; start more, or set topics.replication to what it has"
                .formatted(plan.replication()),
            e);
      }
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw ClusterAnswers.refused("topics cannot be created", e);
      }
    } catch (InterruptedException e) {
      throw ClusterAnswers.interrupted(e);
    }
  }

  /** A broker hears of a new topic a moment after the controller has made it. */
  private static void awaitKnown(Admin admin, TopicPlan plan) {
    var until = System.nanoTime() + KNOWN_WITHIN.toNanos();
    while (!plan.missing(ClusterAnswers.topicNames(admin)).isEmpty()) {
      if (System.nanoTime() > until) {
        throw new ClusterException(
            "the brokers do not know the new topics after %d s; look into the controller's log"
                .formatted(KNOWN_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
