package io.evenkeel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.evenkeel.json.Json;
import io.evenkeel.notify.MessageType;
import io.evenkeel.notify.Wording;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.DriftLine;
import io.evenkeel.schemas.Severity;
import io.evenkeel.schemas.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The description of what endpoints are sent")
class WebhookDescriptionTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");
  private static final ObjectNode API = DescriptionRoutes.openApi();
  private static final Wording WORDING = new Wording(ZoneId.of("America/New_York"));

  private static List<String> faults(JsonNode message) {
    var schema = Json.object().put("$ref", "#/components/schemas/Notification");
    schema.set("components", API.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(message)
        .stream()
        .map(Object::toString)
        .toList();
  }

  static Stream<JsonNode> messages() {
    var line =
        DriftLine.newBuilder()
            .setLine("CASH")
            .setWeight(new BigDecimal("0.5000000000"))
            .setTarget(new BigDecimal("0.4000000000"))
            .setLow(new BigDecimal("0.3000000000"))
            .setSide(Side.ABOVE)
            .build();
    var event =
        DriftEvent.newBuilder()
            .setAccountId("A-1")
            .setFirmId("ACME")
            .setAdvisorId("ANN")
            .setCustodianId("SCHWAB")
            .setSequence(1)
            .setKind(DriftEventKind.FLAGGED)
            .setAt(AT)
            .setLines(List.of(line))
            .build();
    var advisory =
        Advisory.newBuilder()
            .setSecurityId("XOM")
            .setCode(AdvisoryCode.PRICE_STALE)
            .setRaised(false)
            .setSeverity(Severity.WARNING)
            .setSentence("Something was so.")
            .setWhatToDo("Nothing.")
            .setAt(AT)
            .build();
    var digest =
        Digest.newBuilder()
            .setFirmId("ACME")
            .setAdvisorId("ANN")
            .setDate(LocalDate.of(2026, 11, 20))
            .setZone("America/New_York")
            .setAt(AT)
            .build();
    return Stream.of(
            WORDING.of(event).orElseThrow(),
            WORDING.of(advisory),
            WORDING.of(digest),
            WORDING.ping("ACME", "ANN", AT))
        .map(message -> Json.tree(new String(message.body(), UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isKeptByEveryKindOfMessage(JsonNode message) {
    assertThat(faults(message)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isSeenToFailOnAMessageOfAnotherForm(JsonNode message) {
    var other = message.<ObjectNode>deepCopy();
    other.withObject("/data").remove("at");

    assertThat(faults(other)).isNotEmpty();
    assertThat(faults(message.<ObjectNode>deepCopy().put("type", "drift.new"))).isNotEmpty();
  }

  @Test
  void isKeptByTheExampleInTheDocs() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "notifications.md"));
    var example = EXAMPLE.matcher(page);

    assertThat(example.find()).isTrue();
    assertThat(faults(Json.tree(example.group(1)))).isEmpty();
  }

  @Test
  void namesEveryType() {
    var described = new HashSet<String>();
    API.at("/components/schemas/Notification/oneOf")
        .forEach(form -> form.at("/properties/type/enum").forEach(t -> described.add(t.asText())));

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(MessageType.values()).map(MessageType::written).toList());
  }
}
