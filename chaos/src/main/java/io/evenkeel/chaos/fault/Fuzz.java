package io.evenkeel.chaos.fault;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.time.Instant;
import java.util.List;

/**
 * Records that nobody can read, over all input topics: random bytes, cut off and overlong ones,
 * unknown schema ids, empty ones.
 *
 * @param records how many
 */
public record Fuzz(int records) implements Fault {
  private static final int LONGEST = 300;
  private static final int FLUSHED_EVERY = 20_000;
  private static final int UNKNOWN_SCHEMA = 987_654;

  @Override
  public void fire(Stage stage) {
    var at = Instant.now();
    var names = stage.cluster().clients().names();
    List<String> topics =
        Topics.ALL.stream()
            .filter(Fuzz::isInput)
            .flatMap(topic -> names.each(topic).stream())
            .toList();
    for (var i = 0; i < records; i++) {
      var topic = topics.get(i % topics.size());
      stage.sent().sendBytes("FUZZ", topic, "FUZZ-" + i % 1_000, rubbish(stage));
      if (i % FLUSHED_EVERY == 0) {
        stage.sent().flush();
      }
    }
    stage.sent().flush();
    stage.fired(
        "fuzz", "input topics", at, "%d records over %d topics".formatted(records, topics.size()));
  }

  /** What others than the pipeline write. */
  private static boolean isInput(Topic<?> topic) {
    return topic.group() != Topic.Group.OUTPUT
        && topic != Topics.ACCOUNT_TASKS
        && topic != Topics.ACCOUNT_OUTCOMES
        && topic != Topics.RELEASES
        && topic != Topics.PRICE_HOLDS
        && topic != Topics.LOSS_SALES;
  }

  private static byte[] rubbish(Stage stage) {
    var random = stage.random();
    var bytes = new byte[1 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    if (bytes.length > 5 && random.nextBoolean()) {
      // As the registry's format begins, with a schema that there is not.
      bytes[0] = 0;
      for (var i = 0; i < 4; i++) {
        bytes[1 + i] = (byte) (UNKNOWN_SCHEMA >>> (24 - 8 * i));
      }
    } else {
      bytes[0] = (byte) (1 + random.nextInt(100));
    }
    return bytes;
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%,d unreadable records", records);
  }
}
