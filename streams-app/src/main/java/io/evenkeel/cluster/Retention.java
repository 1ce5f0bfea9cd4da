package io.evenkeel.cluster;

import static java.util.Objects.requireNonNull;

import io.evenkeel.pipeline.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Whether the topics of a cluster keep what they carry for as long as planned. Longer is no fault;
 * earlier means history that is gone, a chain that cannot be verified, or a board that forgets.
 */
public final class Retention {
  private static final String POLICY = "cleanup.policy";
  private static final String MILLIS = "retention.ms";
  private static final String BYTES = "retention.bytes";
  private static final String WITHOUT_END = "-1";

  private Retention() {}

  /** One sentence, with the fix, for every topic that is there and loses records too early. */
  public static List<String> findings(Admin admin, TopicPlan plan) {
    var present = ClusterAnswers.topicNames(admin);
    var there =
        plan.topics().keySet().stream()
            .filter(present::contains)
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    var settings = new TreeMap<String, Map<String, String>>();
    ClusterAnswers.answer(admin.describeConfigs(there).all())
        .forEach((topic, config) -> settings.put(topic.name(), inEffect(config.entries())));
    return findings(plan, settings);
  }

  /** Brokers' defaults too, where a topic says nothing itself. */
  private static Map<String, String> inEffect(Collection<ConfigEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  /**
   * The same.
   *
   * @param settings in effect, by the topic's name
   */
  static List<String> findings(TopicPlan plan, Map<String, Map<String, String>> settings) {
    var findings = new ArrayList<String>();
    plan.topics()
        .forEach(
            (name, topic) -> {
              var has = settings.getOrDefault(name, Map.of());
              var must = mustHave(topic.kept(), has);
              if (!must.isEmpty()) {
                findings.add(sentence(name, has, must));
              }
            });
    return findings;
  }

  /** What is to be set so that no record goes earlier than planned; nothing where none does. */
  static SortedMap<String, String> mustHave(Topic.Kept kept, Map<String, String> has) {
    var must = new TreeMap<String, String>();
    var policies = List.of(has.getOrDefault(POLICY, "").split(","));
    var planned = kept.asTopicConfig();
    var other = kept.compacted() ? "delete" : "compact";
    if (policies.contains(other) && (!kept.compacted() || isLimited(has))) {
      must.put(POLICY, requireNonNull(planned.get(POLICY)));
    }
    if (!kept.compacted() && !policies.equals(List.of(""))) {
      List.of(MILLIS, BYTES).stream()
          .filter(limit -> atMost(has, limit) < atMost(planned, limit))
          .forEach(limit -> must.put(limit, planned.getOrDefault(limit, WITHOUT_END)));
    }
    return must;
  }

  private static boolean isLimited(Map<String, String> settings) {
    return atMost(settings, MILLIS) < Long.MAX_VALUE || atMost(settings, BYTES) < Long.MAX_VALUE;
  }

  private static long atMost(Map<String, String> settings, String limit) {
    var atMost = Long.parseLong(settings.getOrDefault(limit, WITHOUT_END));
    return atMost < 0 ? Long.MAX_VALUE : atMost;
  }

  private static String sentence(
      String name, Map<String, String> has, SortedMap<String, String> must) {
    var now = new TreeMap<String, String>();
    must.keySet().forEach(setting -> now.put(setting, has.getOrDefault(setting, "")));
    return ("topic %s loses records earlier than planned: it has %s and must have %s; mend it with"
            + " kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s")
        .formatted(name, inWords(now), inWords(must), name, listed(must));
  }

  private static String inWords(SortedMap<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> s.getKey() + "=" + s.getValue() + days(s.getKey(), s.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String days(String setting, String value) {
    return setting.equals(MILLIS) && !value.equals(WITHOUT_END)
        ? " (%d days)".formatted(Duration.ofMillis(Long.parseLong(value)).toDays())
        : "";
  }

  private static String listed(SortedMap<String, String> settings) {
    return settings.entrySet().stream()
        .map(s -> s.getKey() + "=" + s.getValue())
        .collect(Collectors.joining(","));
  }
}
