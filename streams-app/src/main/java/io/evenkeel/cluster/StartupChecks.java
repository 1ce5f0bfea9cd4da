package io.evenkeel.cluster;

import io.evenkeel.pipeline.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** What must be true of the cluster before the pipeline starts; each finding names the fix. */
public final class StartupChecks {
  private static final int TRANSACTIONS_THAT_FENCE = 2;

  private StartupChecks() {}

  /**
   * Refuses to go on without such topics.
   *
   * @param names as on the cluster
   */
  public static void requireTopics(Admin admin, Collection<String> names) {
    var present = ClusterAnswers.topicNames(admin);
    var missing = names.stream().filter(name -> !present.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new ClusterException(missing(missing));
    }
  }

  private static String missing(List<String> names) {
    return "missing topics: %s; create them with ./evenkeel topics create"
        .formatted(String.join(", ", names));
  }

  /** Every finding, or none. */
  public static List<String> findings(Admin admin, TopicPlan plan) {
    var present = ClusterAnswers.topicNames(admin);
    var planned = plan.topics();
    var missing = planned.keySet().stream().filter(name -> !present.contains(name)).toList();
    var there = planned.keySet().stream().filter(present::contains).collect(Collectors.toSet());
    return findings(
        plan,
        missing,
        ClusterAnswers.describe(admin, there),
        ClusterAnswers.transactionVersion(admin));
  }

  static List<String> findings(
      TopicPlan plan,
      List<String> missing,
      Map<String, TopicDescription> present,
      int transactionVersion) {
    var findings = new ArrayList<String>();
    if (!missing.isEmpty()) {
      findings.add(missing(missing));
    }
    findings.addAll(unevenGroups(plan, present));
    findings.addAll(thinTopics(plan, present));
    if (transactionVersion < TRANSACTIONS_THAT_FENCE) {
      findings.add(
          ("the cluster's transaction.version is %d and must be 2, or a dead instance could still"
                  + " write; upgrade it with kafka-features.sh upgrade --feature"
                  + " transaction.version=2")
              .formatted(transactionVersion));
    }
    return findings;
  }

  private static List<String> unevenGroups(TopicPlan plan, Map<String, TopicDescription> present) {
    var groups = new EnumMap<Topic.Group, TreeMap<String, Integer>>(Topic.Group.class);
    present.forEach(
        (name, topic) ->
            groups
                .computeIfAbsent(groupOf(plan, name), g -> new TreeMap<>())
                .put(name, topic.partitions().size()));
    return groups.entrySet().stream()
        .filter(group -> isCoPartitioned(group.getKey()))
        .filter(group -> group.getValue().values().stream().distinct().count() > 1)
        .map(group -> uneven(group.getValue()))
        .toList();
  }

  private static Topic.Group groupOf(TopicPlan plan, String name) {
    return java.util.Objects.requireNonNull(plan.topics().get(name)).group();
  }

  private static boolean isCoPartitioned(Topic.Group group) {
    return group == Topic.Group.ACCOUNT
        || group == Topic.Group.REQUEST
        || group == Topic.Group.RELEASE;
  }

  private static String uneven(Map<String, Integer> partitions) {
    return "topics that are read together need equally many partitions and have %s; delete and"
            .formatted(partitions)
        + " create the odd ones anew, since partitions are for life";
  }

  private static List<String> thinTopics(TopicPlan plan, Map<String, TopicDescription> present) {
    var thin =
        present.values().stream()
            .filter(
                topic ->
                    topic.partitions().stream()
                        .anyMatch(p -> p.replicas().size() < plan.replication()))
            .map(TopicDescription::name)
            .sorted()
            .toList();
    return thin.isEmpty()
        ? List.of()
        : List.of(
            ("topics with fewer than %d copies: %s; raise their replication with"
                    + " kafka-reassign-partitions.sh, or set topics.replication to what you accept")
                .formatted(plan.replication(), String.join(", ", thin)));
  }
}
