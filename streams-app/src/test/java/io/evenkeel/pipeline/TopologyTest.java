package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The topology")
class TopologyTest {
  private static final String GOLDEN = "/golden/topology.txt";

  @TempDir Path state;

  /**
   * A changed name orphans the state behind it; a changed sub-topology renames tasks and
   * changelogs. Whoever changes the file says in the commit what becomes of running instances.
   */
  @Test
  void isTheOneThatWasWrittenDown() throws IOException {
    assertThat(describe().toString().strip()).isEqualTo(golden());
  }

  @Test
  void hasOneKindOfTaskPerKeyBesideTheBoards() {
    assertThat(describe().globalStores()).hasSize(8);
    assertThat(describe().subtopologies()).hasSize(3);
  }

  @Test
  void insistsOnANameForEverythingThatIsKept() {
    var config = new StreamsConfig(DrivenPipeline.config(state));
    var builder = new StreamsBuilder(new TopologyConfig(config));
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .groupBy((key, value) -> value, Grouped.with(Serdes.String(), Serdes.String()))
        .count();

    assertThatThrownBy(builder::build).isInstanceOf(TopologyException.class);
  }

  private TopologyDescription describe() {
    return DrivenPipeline.topology(
            AvroSerdes.inMemory("topology-test"),
            DrivenPipeline.config(state),
            TopicProgress.WITHOUT_CLUSTER)
        .describe();
  }

  private static String golden() throws IOException {
    try (var file = TopologyTest.class.getResourceAsStream(GOLDEN)) {
      return file == null
          ? "there is no " + GOLDEN
          : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
