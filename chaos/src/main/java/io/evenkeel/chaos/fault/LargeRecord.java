package io.evenkeel.chaos.fault;

import io.evenkeel.pipeline.Topics;
import java.time.Instant;

/**
 * Records of nearly a megabyte, the largest that brokers take, and one of two, which they refuse.
 */
public record LargeRecord() implements Fault {
  private static final int LARGEST = 1_000_000;

  @Override
  public void fire(Stage stage) {
    var at = Instant.now();
    var names = stage.cluster().clients().names();
    var bytes = new byte[LARGEST];
    stage.random().nextBytes(bytes);
    bytes[0] = 1;
    for (var topic : new io.evenkeel.pipeline.Topic<?>[] {Topics.POSITIONS, Topics.TARGETS}) {
      stage.sent().sendBytes("FUZZ", names.of(topic), "FUZZ-LARGE", bytes);
    }
    stage.sent().flush();
    var before = stage.sent().refused();
    stage.sent().sendBytes("FUZZ", names.of(Topics.POSITIONS), "FUZZ-LARGE", new byte[2 << 20]);
    stage.sent().flush();
    stage.fired(
        "large record",
        "positions",
        at,
        "two of %d bytes taken, one of 2 MiB %s"
            .formatted(LARGEST, stage.sent().refused() > before ? "refused" : "taken"));
  }

  @Override
  public String toString() {
    return "records of one and two megabytes";
  }
}
