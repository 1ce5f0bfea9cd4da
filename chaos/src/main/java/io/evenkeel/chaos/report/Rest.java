package io.evenkeel.chaos.report;

import io.evenkeel.chaos.load.Advisor;
import io.evenkeel.chaos.process.Cluster;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Whether everything that was sent has come to its end. */
public final class Rest {
  /** In a row, by looks and not by the clock: a machine that stands still for long sees nothing. */
  private static final int LOOKS = 10;

  private static final long LOOK_MILLIS = 200;

  private final Cluster cluster;
  private final Advisor advisor;
  private final EventWatch watch;
  private final Duration within;

  /**
   * @param within how long it may take
   */
  public Rest(Cluster cluster, Advisor advisor, EventWatch watch, Duration within) {
    this.cluster = cluster;
    this.advisor = advisor;
    this.watch = watch;
    this.within = within;
  }

  /**
   * Waits until everything has been at rest for a while.
   *
   * @return why it is not, where it took too long
   */
  public List<String> await(Runnable meanwhile) throws InterruptedException {
    var until = System.nanoTime() + within.toNanos();
    var atRest = 0;
    try (var admin = cluster.clients().admin()) {
      while (atRest < LOOKS) {
        meanwhile.run();
        var open = open(admin);
        atRest = open.isEmpty() ? atRest + 1 : 0;
        if (!open.isEmpty() && System.nanoTime() > until) {
          return open;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
    return List.of();
  }

  private List<String> open(Admin admin) throws InterruptedException {
    var open = new ArrayList<>(advisor.open());
    if (watch.waiting() > 0) {
      open.add("%d ticks wait for their event".formatted(watch.waiting()));
    }
    if (open.isEmpty()) {
      try {
        open.addAll(behind(admin));
      } catch (ExecutionException e) {
        open.add("the cluster does not answer: " + e.getCause());
      }
    }
    return open;
  }

  /** Inputs that the instances have not committed to the end. */
  private List<String> behind(Admin admin) throws InterruptedException, ExecutionException {
    var names = cluster.clients().names();
    var topics =
        Topics.ALL.stream()
            .filter(topic -> topic.group() != Topic.Group.OUTPUT)
            .filter(topic -> topic.group() != Topic.Group.BOARD)
            .flatMap(topic -> names.each(topic).stream())
            .toList();
    var latest =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(p -> new TopicPartition(topic.name(), p.partition())))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
    var group = cluster.configuration().get(Keys.APPLICATION_ID);
    var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    var behind = new ArrayList<String>();
    ends.forEach(
        (partition, end) -> {
          var at = committed.get(partition);
          var offset = at == null ? 0 : at.offset();
          if (offset < end.offset()) {
            behind.add("%s is committed to %d of %d".formatted(partition, offset, end.offset()));
          }
        });
    return behind;
  }
}
