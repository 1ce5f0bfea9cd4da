package io.evenkeel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of every schema")
class SchemaRulesTest {
  /** Events and answers for people and platforms; what is internal or about prices is not. */
  static final List<String> OUTPUTS =
      List.of(
          "drift-events",
          "account-status",
          "advisories",
          "acrs",
          "cash-movements",
          "trade-proposals",
          "approved-trades",
          "rebalance-history",
          "rebalance-history-accounts",
          "rejections");

  private static final String SOUND =
      """
      {"type": "record", "name": "Line", "namespace": "t", "doc": "One line.", "fields": [
        {"name": "side", "doc": "Its side.", "default": "UNKNOWN", "type":
          {"type": "enum", "name": "Side", "doc": "A side.", "symbols": ["UNKNOWN", "ABOVE"],
           "default": "UNKNOWN"}},
        {"name": "price", "doc": "Its price.", "default": null, "type": ["null",
          {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 10}]},
        {"name": "tiles", "doc": "Its tiles.", "default": [],
          "type": {"type": "array", "items": "string"}},
        {"name": "at", "doc": "When.", "type": {"type": "long", "logicalType": "timestamp-micros"}}
      ]}
      """;

  static Stream<TopicSchemas.TopicSchema> topics() {
    return TopicSchemas.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void holdForEveryTopic(TopicSchemas.TopicSchema topic) {
    assertThat(SchemaRules.violationsOf(topic.schema())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("OUTPUTS")
  void letEveryOutputCarryFirmAdvisorAndCustodian(String topic) {
    assertThat(TopicSchemas.of(topic).schema().getFields())
        .extracting(Schema.Field::name)
        .contains("firmId", "advisorId", "custodianId");
  }

  @Test
  void findNothingInASoundSchema() {
    assertThat(violationsAfter("One line.", "One line.")).isEmpty();
  }

  @Test
  void missTheSentenceOfARecord() {
    assertThat(violationsAfter("One line.", ""))
        .containsExactly("t.Line has no sentence that says what it means");
  }

  @Test
  void missTheSentenceOfAField() {
    assertThat(violationsAfter("Its price.", "price"))
        .containsExactly("t.Line.price has no sentence that says what it means");
  }

  @Test
  void missTheSentenceOfAnEnum() {
    assertThat(violationsAfter("\"doc\": \"A side.\", ", ""))
        .containsExactly("t.Side has no sentence that says what it means");
  }

  @Test
  void refuseAnEnumWithoutADefault() {
    assertThat(violationsAfter("\"ABOVE\"],\n     \"default\": \"UNKNOWN\"}", "\"ABOVE\"]}"))
        .containsExactly("t.Side must have the default UNKNOWN");
  }

  @Test
  void refuseAnEnumWithAnotherDefault() {
    assertThat(violationsAfter("\"default\": \"UNKNOWN\"}", "\"default\": \"ABOVE\"}"))
        .containsExactly("t.Side must have the default UNKNOWN");
  }

  @Test
  void refuseAnEnumThatDoesNotStartWithUnknown() {
    assertThat(violationsAfter("\"UNKNOWN\", \"ABOVE\"", "\"ABOVE\", \"UNKNOWN\""))
        .containsExactly("t.Side must have UNKNOWN as its first symbol");
  }

  @Test
  void refuseAUnionOfTwoThings() {
    assertThat(violationsAfter("[\"null\",", "[\"null\", \"string\","))
        .containsExactly("t.Line.price is a union other than [null, X]");
  }

  @Test
  void refuseANullableFieldWithoutADefault() {
    assertThat(violationsAfter("\"default\": null, ", ""))
        .containsExactly("t.Line.price is nullable and must have the default null");
  }

  @Test
  void refuseAListWithoutADefault() {
    assertThat(violationsAfter("\"default\": [],", ""))
        .containsExactly("t.Line.tiles must have a default: an empty one, or a symbol");
  }

  @Test
  void refuseADecimalOfAnotherWidth() {
    assertThat(violationsAfter("\"scale\": 10", "\"scale\": 8"))
        .singleElement()
        .asString()
        .startsWith("t.Line.price is decimal(38,8), and neither price or quantity (38,10)");
  }

  @Test
  void refuseALogicalTypeThatAvroIgnores() {
    assertThat(
            violationsAfter("\"precision\": 38, \"scale\": 10", "\"precision\": 1, \"scale\": 10"))
        .containsExactly(
            "t.Line.price has a logical type that Avro does not understand and ignores");
  }

  @Test
  void refuseATimeInMilliseconds() {
    assertThat(violationsAfter("timestamp-micros", "timestamp-millis"))
        .containsExactly("t.Line.at is timestamp-millis; every time here is timestamp-micros");
  }

  @Test
  void refuseAFloatingPointNumber() {
    assertThat(violationsAfter("\"items\": \"string\"", "\"items\": \"double\""))
        .containsExactly("t.Line.tiles is a floating-point number, which holds no unit exactly");
  }

  private static List<String> violationsAfter(String part, String replacement) {
    assertThat(SOUND).contains(part);
    return SchemaRules.violationsOf(SchemaParser.parseSingle(SOUND.replace(part, replacement)));
  }
}
