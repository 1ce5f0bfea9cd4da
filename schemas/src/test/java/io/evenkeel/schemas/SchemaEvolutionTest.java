package io.evenkeel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The evolution of released schemas")
class SchemaEvolutionTest {
  private static final String RELEASED =
      """
      {"type": "record", "name": "Tick", "namespace": "t", "fields": [
        {"name": "price", "type":
          {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 10}},
        {"name": "kind", "default": "UNKNOWN", "type":
          {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "LAST", "CLOSE"],
           "default": "UNKNOWN"}},
        {"name": "source", "default": null, "type": ["null", "string"]},
        {"name": "moves", "default": [], "type": {"type": "array", "items":
          {"type": "record", "name": "Move", "fields": [
            {"name": "amount", "default": null, "type": ["null",
              {"type": "bytes", "logicalType": "decimal", "precision": 28, "scale": 4}]}]}}},
        {"name": "asOf", "type": {"type": "long", "logicalType": "timestamp-micros"}}
      ]}
      """;

  static Stream<Arguments> everyReleaseOfEveryTopic() throws IOException {
    return ReleasedSchemas.all().entrySet().stream()
        .flatMap(
            version ->
                version.getValue().entrySet().stream()
                    .map(
                        topic -> Arguments.of(version.getKey(), topic.getKey(), topic.getValue())));
  }

  @ParameterizedTest(name = "release {0} of {1}")
  @MethodSource("everyReleaseOfEveryTopic")
  void breaksNoRelease(int version, String topic, Schema released) {
    var current = ReleasedSchemas.contractOf(TopicSchemas.of(topic).schema());

    assertThat(SchemaEvolution.breaksBetween(released, current)).isEmpty();
  }

  @ParameterizedTest(name = "release {0} of {1}")
  @MethodSource("everyReleaseOfEveryTopic")
  void wouldSeeAnotherScaleInEveryTopicThatHasDecimals(int version, String topic, Schema released) {
    var text = released.toString();
    var rescaled = SchemaParser.parseSingle(text.replaceAll("\"scale\":\\d+", "\"scale\":2"));

    var breaks = SchemaEvolution.breaksBetween(released, rescaled);

    assertThat(breaks.stream().anyMatch(sentence -> sentence.startsWith("the scale of")))
        .isEqualTo(text.contains("\"scale\":"));
  }

  @Test
  void findsNothingWhereNothingChanged() {
    assertThat(breaksAfter("Tick", "Tick")).isEmpty();
  }

  @Test
  void allowsANewFieldWithADefault() {
    assertThat(
            breaksAfter(
                "{\"name\": \"asOf\"",
                "{\"name\": \"venue\", \"default\": \"\", \"type\": \"string\"}, {\"name\": \"asOf\""))
        .isEmpty();
  }

  @Test
  void allowsANewSymbol() {
    assertThat(breaksAfter("\"CLOSE\"]", "\"CLOSE\", \"NAV\"]")).isEmpty();
  }

  @Test
  void refusesANewFieldWithoutADefault() {
    assertThat(
            breaksAfter(
                "{\"name\": \"asOf\"",
                "{\"name\": \"venue\", \"type\": \"string\"}, {\"name\": \"asOf\""))
        .containsExactly("a new consumer cannot read old records: venue at /fields/4");
  }

  @Test
  void refusesToLoseAFieldEvenWhereAvroWouldNot() {
    var without = "{\"name\": \"source\", \"default\": null, \"type\": [\"null\", \"string\"]},";

    assertThat(avroAllowsBothWays(without, "")).isTrue();
    assertThat(breaksAfter(without, "")).containsExactly("t.Tick.source is gone");
  }

  @Test
  void refusesToLoseASymbolEvenWhereAvroWouldNot() {
    assertThat(avroAllowsBothWays(", \"CLOSE\"]", "]")).isTrue();
    assertThat(breaksAfter(", \"CLOSE\"]", "]"))
        .containsExactly("t.Kind has lost its symbol CLOSE");
  }

  @Test
  void refusesAnotherPrecision() {
    assertThat(breaksAfter("\"precision\": 38", "\"precision\": 30"))
        .contains("the precision of t.Tick.price was 38 and is 30");
  }

  @Test
  void refusesAnotherScaleInsideAUnionInsideAList() {
    assertThat(breaksAfter("\"scale\": 4", "\"scale\": 6"))
        .contains("the scale of t.Move.amount was 4 and is 6");
  }

  @Test
  void refusesAnotherLogicalTypeEvenWhereAvroWouldNot() {
    assertThat(avroAllowsBothWays("timestamp-micros", "timestamp-millis")).isTrue();
    assertThat(breaksAfter("timestamp-micros", "timestamp-millis"))
        .containsExactly(
            "the logicalType of t.Tick.asOf was timestamp-micros and is timestamp-millis");
  }

  @Test
  void refusesADecimalThatBecomesPlainBytes() {
    assertThat(
            breaksAfter(
                "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 10}",
                "\"bytes\""))
        .contains("the logicalType of t.Tick.price was decimal and is null");
  }

  @Test
  void refusesAWiderNumber() {
    assertThat(
            breaksAfter(
                "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}", "\"double\""))
        .contains("t.Tick.asOf was LONG and is DOUBLE");
  }

  @Test
  void refusesARenamedRecordWithinAList() {
    assertThat(breaksAfter("\"Move\"", "\"Step\"")).contains("t.Move is gone");
  }

  @Test
  void refusesAnotherDefault() {
    assertThat(breaksAfter("\"default\": \"UNKNOWN\", \"type\"", "\"default\": \"LAST\", \"type\""))
        .containsExactly(
            "t.Tick.kind has another default, so that one record would be read in two ways");
  }

  @Test
  void refusesAFieldThatBecomesNullable() {
    assertThat(breaksAfter("[\"null\", \"string\"]", "[\"null\", \"string\", \"long\"]"))
        .contains("t.Tick.source was a union of 2 and is one of 3");
  }

  private static List<String> breaksAfter(String part, String replacement) {
    return SchemaEvolution.breaksBetween(
        SchemaParser.parseSingle(RELEASED), changed(part, replacement));
  }

  private static boolean avroAllowsBothWays(String part, String replacement) {
    var released = SchemaParser.parseSingle(RELEASED);
    var current = changed(part, replacement);
    return avroAllows(released, current) && avroAllows(current, released);
  }

  private static boolean avroAllows(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static Schema changed(String part, String replacement) {
    assertThat(RELEASED).contains(part);
    return SchemaParser.parseSingle(RELEASED.replace(part, replacement));
  }
}
