package io.evenkeel.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.platform.RegistryClientForTests.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded registry")
class EmbeddedRegistryTest {
  private static final String PRICE =
      """
      {"type":"record","name":"Price","fields":[
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":10}}]}
      """;
  private static final String PRICE_WITH_SOURCE =
      """
      {"type":"record","name":"Price","fields":[
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":10}},
        {"name":"source","type":"string","default":""}]}
      """;
  private static final String PRICE_WITH_REQUIRED_SOURCE =
      PRICE_WITH_SOURCE.replace(",\"default\":\"\"", "");
  private static final String PRICE_OF_ANOTHER_SCALE = PRICE.replace("\"scale\":10", "\"scale\":6");

  @TempDir Path directory;
  private EmbeddedRegistry registry;
  private RegistryClientForTests client;

  @BeforeEach
  void start() {
    registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
    client = new RegistryClientForTests(registry);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void givesANewSchemaTheNextIdAndAKnownOneItsOld() {
    assertThat(idOf(register("prices-value", PRICE))).isEqualTo(1);
    assertThat(idOf(register("prices-value", PRICE_WITH_SOURCE))).isEqualTo(2);
    assertThat(idOf(register("prices-value", PRICE))).isEqualTo(1);
    assertThat(idOf(register("other-prices-value", PRICE))).isEqualTo(1);
    assertThat(numbers("/subjects/prices-value/versions")).isEqualTo("[1,2]");
    assertThat(numbers("/subjects/other-prices-value/versions")).isEqualTo("[1]");
  }

  @Test
  void answersWhatAnIdMeans() {
    register("prices-value", PRICE);
    register("other-value", PRICE);

    assertThat(schemaIn(client.get("/schemas/ids/1"))).isEqualTo(parsed(PRICE));
    assertThat(client.get("/schemas/ids/1/schema").body().path("name").asText()).isEqualTo("Price");
    assertThat(client.get("/schemas/ids/1/versions").body().toString())
        .contains("\"subject\":\"other-value\"")
        .contains("\"subject\":\"prices-value\"");
    assertThat(numbers("/schemas/ids/1/subjects")).isEqualTo("[\"other-value\",\"prices-value\"]");
    assertThat(numbers("/schemas/types")).isEqualTo("[\"AVRO\"]");
  }

  @Test
  void keepsEveryCharacterOfASchema() {
    var documented = PRICE.replace("\"name\":\"Price\"", "\"name\":\"Price\",\"doc\":\"± 5 € 😀\"");
    register("prices-value", documented);

    assertThat(schemaIn(client.get("/schemas/ids/1")).getDoc()).isEqualTo("± 5 € 😀");
  }

  @Test
  void answersForSubjectsAndVersions() {
    register("prices-value", PRICE);
    register("prices-value", PRICE_WITH_SOURCE);

    assertThat(numbers("/subjects")).isEqualTo("[\"prices-value\"]");
    var latest = client.get("/subjects/prices-value/versions/latest").body();
    assertThat(latest.path("version").asInt()).isEqualTo(2);
    assertThat(latest.path("id").asInt()).isEqualTo(2);
    assertThat(latest.path("subject").asText()).isEqualTo("prices-value");
    assertThat(client.get("/subjects/prices-value/versions/-1").body()).isEqualTo(latest);
    assertThat(schemaIn(client.get("/subjects/prices-value/versions/1"))).isEqualTo(parsed(PRICE));
  }

  @Test
  void findsASchemaThatASubjectHas() {
    register("prices-value", PRICE);

    var found = client.postSchema("/subjects/prices-value", PRICE).body();
    assertThat(found.path("id").asInt()).isEqualTo(1);
    assertThat(found.path("version").asInt()).isEqualTo(1);
    assertRefused(
        client.postSchema("/subjects/prices-value", PRICE_WITH_SOURCE),
        404,
        40403,
        "Schema not found");
    assertRefused(
        client.postSchema("/subjects/nothing", PRICE), 404, 40401, "Subject 'nothing' not found.");
  }

  @Test
  void saysWhatItDoesNotKnowInConfluentsWords() {
    register("prices-value", PRICE);

    assertRefused(client.get("/schemas/ids/7"), 404, 40403, "Schema 7 not found");
    assertRefused(
        client.get("/subjects/nothing/versions"), 404, 40401, "Subject 'nothing' not found.");
    assertRefused(
        client.get("/subjects/prices-value/versions/9"), 404, 40402, "Version 9 not found.");
    assertRefused(
        client.get("/subjects/prices-value/versions/first"), 422, 42202, "not a valid version id");
    assertRefused(client.get("/config/prices-value"), 404, 40408, "does not have subject-level");
    assertRefused(client.put("/config", "{\"compatibility\":\"SOME\"}"), 422, 42203, "'SOME'");
    assertRefused(register("prices-value", "{\"type\":\"thing\"}"), 422, 42201, "Invalid schema");
    assertRefused(client.get("/nowhere"), 404, 404, "HTTP 404 Not Found");
  }

  @Test
  void refusesASchemaThatOldReadersOrWritersCannotFollow() {
    register("prices-value", PRICE);

    assertRefused(
        register("prices-value", PRICE_WITH_REQUIRED_SOURCE),
        409,
        409,
        "READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(numbers("/subjects/prices-value/versions")).isEqualTo("[1]");
  }

  @Test
  void refusesADecimalOfAnotherScaleWhichAvroWouldAccept() {
    register("prices-value", PRICE);

    assertRefused(
        register("prices-value", PRICE_OF_ANOTHER_SCALE),
        409,
        409,
        "/price was decimal(38,10) and would become decimal(38,6)");
  }

  @Test
  void isFullTransitiveUntilToldOtherwise() {
    register("prices-value", PRICE);
    assertThat(client.get("/config").body().path("compatibilityLevel").asText())
        .isEqualTo("FULL_TRANSITIVE");

    client.put("/config/prices-value", "{\"compatibility\":\"FORWARD\"}");

    assertThat(client.get("/config/prices-value").body().path("compatibilityLevel").asText())
        .isEqualTo("FORWARD");
    assertThat(register("prices-value", PRICE_WITH_REQUIRED_SOURCE).status()).isEqualTo(200);
    assertThat(client.delete("/config/prices-value").body().path("compatibilityLevel").asText())
        .isEqualTo("FORWARD");
    assertThat(
            client
                .get("/config/prices-value?defaultToGlobal=true")
                .body()
                .path("compatibilityLevel")
                .asText())
        .isEqualTo("FULL_TRANSITIVE");
  }

  @Test
  void checksCompatibilityWithoutRegistering() {
    register("prices-value", PRICE);
    var path = "/compatibility/subjects/prices-value/versions";

    assertThat(isCompatible(client.postSchema(path + "/latest", PRICE_WITH_SOURCE))).isTrue();
    assertThat(isCompatible(client.postSchema(path, PRICE_WITH_SOURCE))).isTrue();
    var refused = client.postSchema(path + "/1?verbose=true", PRICE_OF_ANOTHER_SCALE);
    assertThat(isCompatible(refused)).isFalse();
    assertThat(refused.body().path("messages").get(0).asText()).startsWith("version 1: /price was");
    assertThat(numbers("/subjects/prices-value/versions")).isEqualTo("[1]");
  }

  @Test
  void neverDeletesASchema() {
    register("prices-value", PRICE);

    assertRefused(client.delete("/subjects/prices-value"), 405, 405, "never deletes");
    assertRefused(client.delete("/subjects/prices-value/versions/1"), 405, 405, "never deletes");
    assertThat(client.get("/schemas/ids/1").status()).isEqualTo(200);
  }

  @Test
  void saysThatItTakesReadsAndWrites() {
    assertThat(client.get("/mode").body().path("mode").asText()).isEqualTo("READWRITE");
    assertThat(client.get("/").body().isEmpty()).isTrue();
  }

  @Test
  void knowsTheSameIdsAndLevelsAfterARestart() {
    register("prices-value", PRICE);
    register("prices-value", PRICE_WITH_SOURCE);
    client.put("/config/models-value", "{\"compatibility\":\"NONE\"}");

    registry.close();
    start();

    assertThat(schemaIn(client.get("/schemas/ids/2"))).isEqualTo(parsed(PRICE_WITH_SOURCE));
    assertThat(idOf(register("prices-value", PRICE))).isEqualTo(1);
    assertThat(idOf(register("models-value", "\"string\""))).isEqualTo(3);
    assertThat(client.get("/config/models-value").body().path("compatibilityLevel").asText())
        .isEqualTo("NONE");
    assertRefused(register("prices-value", PRICE_OF_ANOTHER_SCALE), 409, 409, "version 1: /price");
  }

  @Test
  void namesThePortThatIsInUseAndTheFix() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(
              () -> EmbeddedRegistry.start(directory.resolve("second"), taken.getLocalPort()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("--registry-port");
    }
  }

  @Test
  void namesTheDirectoryThatCannotBeWrittenAndTheFix() throws Exception {
    var file = Files.writeString(directory.resolve("a-file"), "");

    assertThatThrownBy(() -> EmbeddedRegistry.start(file.resolve("registry"), 0))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("--data-dir");
  }

  private Answer register(String subject, String schema) {
    return client.postSchema("/subjects/" + subject + "/versions", schema);
  }

  private static int idOf(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("id").asInt();
  }

  private String numbers(String path) {
    return client.get(path).body().toString();
  }

  private static boolean isCompatible(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("is_compatible").asBoolean();
  }

  private static Schema schemaIn(Answer answer) {
    return parsed(answer.body().path("schema").asText());
  }

  private static Schema parsed(String schema) {
    return new Schema.Parser().parse(schema);
  }

  private static void assertRefused(Answer answer, int status, int code, String words) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("error_code").asInt()).isEqualTo(code);
    assertThat(answer.body().path("message").asText()).contains(words);
  }
}
