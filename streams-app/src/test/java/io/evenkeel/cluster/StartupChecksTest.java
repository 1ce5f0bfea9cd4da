package io.evenkeel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.TopicNames;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The checks at the start")
class StartupChecksTest {
  private static final TopicPlan PLAN =
      new TopicPlan(new TopicNames("", List.of("SCHWAB")), 4, (short) 2);

  @Test
  void findNothingWhereAllIsAsItMustBe() {
    assertThat(StartupChecks.findings(PLAN, List.of(), everyTopic(4, 2), 2)).isEmpty();
  }

  @Test
  void nameTopicsThatAreMissing() {
    assertThat(StartupChecks.findings(PLAN, List.of("prices", "acrs"), everyTopic(4, 2), 2))
        .containsExactly("missing topics: prices, acrs; create them with ./evenkeel topics create");
  }

  @Test
  void nameTopicsThatAreReadTogetherAndHaveOtherPartitions() {
    var topics = everyTopic(4, 2);
    topics.put("positions", topic("positions", 5, 2));

    assertThat(StartupChecks.findings(PLAN, List.of(), topics, 2))
        .singleElement()
        .asString()
        .contains("equally many partitions", "positions=5", "accounts=4");
  }

  @Test
  void letABoardAndAnOutputHaveAsManyPartitionsAsTheyLike() {
    var topics = everyTopic(4, 2);
    topics.put("prices", topic("prices", 1, 2));
    topics.put("drift-events", topic("drift-events", 9, 2));

    assertThat(StartupChecks.findings(PLAN, List.of(), topics, 2)).isEmpty();
  }

  @Test
  void nameTopicsWithTooFewCopies() {
    var topics = everyTopic(4, 2);
    topics.put("acrs", topic("acrs", 4, 1));

    assertThat(StartupChecks.findings(PLAN, List.of(), topics, 2))
        .singleElement()
        .asString()
        .startsWith("topics with fewer than 2 copies: acrs;")
        .contains("topics.replication");
  }

  @Test
  void refuseTransactionsThatDoNotFence() {
    assertThat(StartupChecks.findings(PLAN, List.of(), everyTopic(4, 2), 1))
        .singleElement()
        .asString()
        .contains("transaction.version is 1 and must be 2", "kafka-features.sh upgrade");
  }

  @Test
  void sayEverythingThatIsWrong() {
    var topics = everyTopic(4, 1);
    topics.put("positions", topic("positions", 5, 2));

    assertThat(StartupChecks.findings(PLAN, List.of("prices"), topics, 0)).hasSize(4);
  }

  private static Map<String, TopicDescription> everyTopic(int partitions, int copies) {
    var topics = new HashMap<String, TopicDescription>();
    PLAN.topics().keySet().forEach(name -> topics.put(name, topic(name, partitions, copies)));
    return topics;
  }

  private static TopicDescription topic(String name, int partitions, int copies) {
    var replicas = Collections.nCopies(copies, new Node(1, "127.0.0.1", 9092));
    return new TopicDescription(
        name,
        false,
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartitionInfo(p, replicas.get(0), replicas, replicas))
            .toList());
  }
}
