package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes what this version leaves behind, for later ones to take over from: {@code mvn -pl
 * streams-app -am test -Dtest=UpgradeRecordingWriter -Dsurefire.failIfNoSpecifiedTests=false
 * -Drelease=0.2.0}, at the commit that is released. Its name keeps it out of every other run. The
 * new version is then added to {@link EarlierRelease#ALL}; a recording that is there is never
 * written again.
 */
class UpgradeRecordingWriter {
  private static final Path RESOURCES = Path.of("src/test/resources/upgrade");

  @TempDir Path directory;

  @Test
  void writesWhatThisVersionLeavesBehind() throws IOException {
    var version = System.getProperty("release");
    assertThat(version).as("name the version with -Drelease=X.Y.Z").isNotBlank();
    Files.createDirectories(RESOURCES);

    tellTheBeginning();
    EarlierRelease.pack(directory.resolve("left"), RESOURCES.resolve(version + ".zip"));
    Files.writeString(RESOURCES.resolve(version + "-topology.txt"), topology());
  }

  private void tellTheBeginning() {
    var left = directory.resolve("left");
    try (var broker = EarlierRelease.broker(left);
        var registry = EarlierRelease.registry(left);
        var world =
            new RunningWorld(
                broker.bootstrapServers(), registry.url(), EarlierRelease.PARTITIONS)) {
      var story = new UpgradeStory(world);
      try (var instance = world.instance(directory.resolve("state"))) {
        story.begin(instance);
      }
      story.sendWhatNobodyReads();
    }
  }

  private String topology() {
    return DrivenPipeline.topology(
                AvroSerdes.inMemory("upgrade-writer"),
                DrivenPipeline.config(directory.resolve("topology")),
                TopicProgress.WITHOUT_CLUSTER)
            .describe()
            .toString()
            .strip()
        + "\n";
  }
}
