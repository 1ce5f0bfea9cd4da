package io.evenkeel.pipeline;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The same story against the Apache Kafka image; skipped, visibly, where there is no Docker. */
@DisplayName("The pipeline on the Apache Kafka image")
@Testcontainers(disabledWithoutDocker = true)
class ContainerStoryTest {
  private static final int PARTITIONS = 4;

  @Container
  private final KafkaContainer kafka =
      new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"));

  @TempDir Path directory;

  @Test
  void tellsTheWholeStory() {
    try (var world =
            new RunningWorld(kafka.getBootstrapServers(), "mock://container-story", PARTITIONS);
        var instance = world.instance(directory.resolve("state"))) {
      new StoryOnTopics(world, instance, "A-1").tell();
    }
  }
}
