package io.evenkeel.pipeline;

import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes the golden file of the topology: {@code mvn -pl streams-app -am test
 * -Dtest=GoldenTopologyWriter -Dsurefire.failIfNoSpecifiedTests=false}. Its name keeps it out of
 * every other run; the commit that takes the new file says what becomes of running instances.
 */
class GoldenTopologyWriter {
  @Test
  void writesTheTopologyAsItIs() throws IOException {
    var state = Path.of("target/golden-writer");
    var topology =
        DrivenPipeline.topology(
            AvroSerdes.inMemory("golden-writer"),
            DrivenPipeline.config(state),
            TopicProgress.WITHOUT_CLUSTER);
    Files.writeString(
        Path.of("src/test/resources/golden/topology.txt"),
        topology.describe().toString().strip() + "\n");
  }
}
