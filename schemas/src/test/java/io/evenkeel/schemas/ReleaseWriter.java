package io.evenkeel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Writes a release: {@code mvn -pl schemas test -Dtest=ReleaseWriter -Dschemas.release=2}. Its name
 * keeps it out of every other run.
 */
class ReleaseWriter {
  @Test
  void writesEveryTopicsSchemaAsTheNextVersion() throws IOException {
    var version = System.getProperty("schemas.release");
    assertThat(version).as("name the version with -Dschemas.release=N").matches("[1-9][0-9]*");

    var directory = ReleasedSchemas.DIRECTORY.resolve(version);
    assertThat(directory).as("a released version never changes").doesNotExist();

    Files.createDirectories(directory);
    for (var topic : TopicSchemas.all()) {
      var file = directory.resolve(ReleasedSchemas.fileName(topic.topic()));
      Files.writeString(file, ReleasedSchemas.textOf(topic.schema()));
    }
  }
}
