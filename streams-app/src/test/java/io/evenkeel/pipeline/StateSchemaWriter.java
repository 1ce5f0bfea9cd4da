package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.state.EarlierSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes the present schemas of what is kept: {@code mvn -pl streams-app -am test
 * -Dtest=StateSchemaWriter -Dsurefire.failIfNoSpecifiedTests=false -Dstate.version=2}. Its name
 * keeps it out of every other run. A version that a recording of {@link EarlierRelease} was made
 * with is never written again, so version 1 is not.
 */
class StateSchemaWriter {
  private static final Path DIRECTORY = Path.of("src/main/resources/state-schemas");

  @Test
  void writesTheSchemasThatChanged() throws IOException {
    var version = System.getProperty("state.version");
    assertThat(version).as("name the version with -Dstate.version=N").matches("[1-9][0-9]*");

    for (var kept : StatePackingsTest.KEPT.entrySet()) {
      var written = EarlierSchemas.of(kept.getKey());
      var now = kept.getValue().schema();
      if (written.isEmpty() || !written.get(written.size() - 1).equals(now)) {
        var file = kept.getKey().getSimpleName() + "-" + version + ".avsc";
        Files.writeString(DIRECTORY.resolve(file), now.toString(true) + "\n");
      }
    }
  }
}
