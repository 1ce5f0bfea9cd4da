package io.evenkeel.samples.custodian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The configuration file")
class ClientsTest {
  private static Properties shipped() throws IOException {
    var properties = new Properties();
    try (var file = Files.newBufferedReader(Path.of("custodian.properties"))) {
      properties.load(file);
    }
    return properties;
  }

  @Test
  void thatIsShippedNamesTheTopicsOfItsCustodian() throws IOException {
    var topics = new Clients(shipped()).topics();

    assertThat(topics.approvedTrades()).isEqualTo("approved-trades.SCHWAB");
    assertThat(topics.results()).isEqualTo("execution-results.SCHWAB");
    assertThat(topics.resultsOfAll()).isEqualTo("execution-results");
  }

  @Test
  void mayNotReadWhatIsNotCommitted() throws IOException {
    var properties = shipped();
    properties.setProperty("isolation.level", "read_uncommitted");

    assertThatThrownBy(() -> new Clients(properties)).hasMessageContaining("read_committed");
  }

  @Test
  void mustNameACustodian() throws IOException {
    var properties = shipped();
    properties.remove("custodian");

    assertThatThrownBy(() -> new Clients(properties)).hasMessageContaining("lacks custodian");
  }
}
