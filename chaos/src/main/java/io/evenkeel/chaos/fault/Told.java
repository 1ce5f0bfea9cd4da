package io.evenkeel.chaos.fault;

import io.evenkeel.config.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * No fault but work: positions of accounts are told again and again, each of which changes a book
 * and so adds a record to a changelog. Done once the books' changelog is so much longer.
 *
 * @param records how many
 */
public record Told(int records) implements Fault {
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 250;

  @Override
  public void fire(Stage stage) throws InterruptedException, ExecutionException {
    var at = Instant.now();
    try (var admin = stage.cluster().clients().admin()) {
      var changelog = stage.cluster().configuration().get(Keys.APPLICATION_ID) + "-book-changelog";
      var wanted = length(admin, changelog) + records;
      stage.book().sendPositions(stage.sent(), records);
      awaitLength(admin, changelog, wanted);
    }
    stage.fired("positions told", "all accounts", at, "%d records".formatted(records));
  }

  private static void awaitLength(Admin admin, String changelog, long wanted)
      throws InterruptedException, ExecutionException {
    var until = System.nanoTime() + WRITTEN_WITHIN.toNanos();
    while (length(admin, changelog) < wanted) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "%s has %,d records after %d minutes, and %,d were waited for"
                .formatted(
                    changelog, length(admin, changelog), WRITTEN_WITHIN.toMinutes(), wanted));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Records of all partitions, those that compaction took included. */
  private static long length(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .forEach(one -> asked.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().values().stream()
        .mapToLong(info -> info.offset())
        .sum();
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%,d positions told", records);
  }
}
