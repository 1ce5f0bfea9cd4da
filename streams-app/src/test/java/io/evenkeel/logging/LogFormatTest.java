package io.evenkeel.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.Evenkeel;
import io.evenkeel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@DisplayName("Log lines")
class LogFormatTest {
  private static final PrintStream STDERR = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @TempDir Path directory;

  @AfterEach
  void restore() {
    System.setErr(STDERR);
    LogFormat.TEXT.use();
  }

  private Logger logger(String name) {
    var logging = new FormattedLogging();
    logging.initialize();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    return logging.getLogger(name);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void areThoseOfSlf4jSimpleUnlessJsonIsAskedFor() {
    logger("io.evenkeel.Sample").warn("{} of {}", 1, "two");

    assertThat(lines()).singleElement().asString().contains("WARN", "Sample", "1 of two");
    assertThat(lines().get(0)).doesNotStartWith("{");
  }

  @Test
  void areOneObjectEachWhereJsonIsAskedFor() {
    var log = logger("io.evenkeel.Sample");
    LogFormat.JSON.use();

    log.warn("{} of \"{}\"\nand more", 1, "two");

    var json = Json.tree(lines().get(0));
    assertThat(lines()).hasSize(1);
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("logger").asText()).isEqualTo("io.evenkeel.Sample");
    assertThat(json.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(json.get("message").asText()).isEqualTo("1 of \"two\"\nand more");
    assertThat(Instant.parse(json.get("time").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(json.has("error")).isFalse();
  }

  @Test
  void carryAnErrorWithItsStackTraceInTheSameObject() {
    var log = logger("io.evenkeel.Sample");
    LogFormat.JSON.use();

    log.error("It failed.", new IllegalStateException("why", new IOException("deeper")));

    assertThat(lines()).hasSize(1);
    var json = Json.tree(lines().get(0));
    assertThat(json.get("message").asText()).isEqualTo("It failed.");
    assertThat(json.get("error").asText()).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(json.get("stackTrace").asText()).contains("LogFormatTest", "IOException: deeper");
  }

  @Test
  void areWrittenOfTheSameLevelsInBothFormats() {
    var log = logger("io.evenkeel.Sample");
    LogFormat.JSON.use();

    log.debug("nobody wants to know");

    assertThat(log.isDebugEnabled()).isFalse();
    assertThat(lines()).isEmpty();
  }

  @Test
  void ofAProcessAreObjectsToItsLastWord() throws IOException, InterruptedException {
    var config = directory.resolve("evenkeel.properties");
    Files.writeString(
        config,
        """
        log.format=json
        bootstrap.servers=127.0.0.1:1
        admin.default.api.timeout.ms=1000
        admin.request.timeout.ms=500
        """);
    var err = directory.resolve("err.txt");

    var process = evenkeel(err, "run", "--config", config.toString(), "--set", "http.port=0");
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isNotZero();
    assertThat(out).isEmpty();
    var lines = Files.readAllLines(err);
    assertThat(lines).isNotEmpty().allMatch(line -> Json.tree(line).has("message"));
    assertThat(Json.tree(lines.get(lines.size() - 1)).get("message").asText())
        .contains("the Kafka cluster does not answer");
  }

  private static Process evenkeel(Path err, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Evenkeel.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }
}
