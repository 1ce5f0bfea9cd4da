package io.evenkeel.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A compatibility level")
class CompatibilityLevelTest {
  private static final String PLAIN = record("{\"name\":\"a\",\"type\":\"string\"}");
  private static final String WITH_DEFAULT =
      record(
          "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final String WITHOUT_DEFAULT =
      record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}");

  @Test
  void backwardWantsTheNewToReadTheOld() {
    assertThat(conflicts(CompatibilityLevel.BACKWARD, WITHOUT_DEFAULT, PLAIN)).isNotEmpty();
    assertThat(conflicts(CompatibilityLevel.BACKWARD, PLAIN, WITHOUT_DEFAULT)).isEmpty();
  }

  @Test
  void forwardWantsTheOldToReadTheNew() {
    assertThat(conflicts(CompatibilityLevel.FORWARD, WITHOUT_DEFAULT, PLAIN)).isEmpty();
    assertThat(conflicts(CompatibilityLevel.FORWARD, PLAIN, WITHOUT_DEFAULT)).isNotEmpty();
  }

  @Test
  void fullWantsBoth() {
    assertThat(conflicts(CompatibilityLevel.FULL, WITH_DEFAULT, PLAIN)).isEmpty();
    assertThat(conflicts(CompatibilityLevel.FULL, WITHOUT_DEFAULT, PLAIN)).isNotEmpty();
    assertThat(conflicts(CompatibilityLevel.FULL, PLAIN, WITHOUT_DEFAULT)).isNotEmpty();
  }

  @Test
  void looksAtTheNewestVersionAloneUnlessItIsTransitive() {
    assertThat(conflicts(CompatibilityLevel.BACKWARD, WITHOUT_DEFAULT, PLAIN, WITH_DEFAULT))
        .isEmpty();
    assertThat(
            conflicts(CompatibilityLevel.BACKWARD_TRANSITIVE, WITHOUT_DEFAULT, PLAIN, WITH_DEFAULT))
        .singleElement()
        .asString()
        .startsWith("version 1: READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void noneAcceptsAnything() {
    assertThat(conflicts(CompatibilityLevel.NONE, "\"int\"", PLAIN)).isEmpty();
    assertThat(conflicts(CompatibilityLevel.NONE, amount(28, 4), amount(28, 2))).isEmpty();
  }

  @Test
  void keepsPrecisionAndScaleWhereverADecimalStands() {
    for (var place :
        List.of(
            "%s",
            "[\"null\",%s]",
            "{\"type\":\"array\",\"items\":%s}",
            "{\"type\":\"map\",\"values\":[\"null\",%s]}",
            "{\"type\":\"record\",\"name\":\"Inner\",\"fields\":[{\"name\":\"x\",\"type\":%s}]}")) {
      var earlier = placed(place, decimal(28, 4));

      assertThat(conflicts(CompatibilityLevel.FULL_TRANSITIVE, earlier, earlier)).isEmpty();
      assertThat(
              conflicts(CompatibilityLevel.FULL_TRANSITIVE, placed(place, decimal(28, 2)), earlier))
          .as("scale in %s", place)
          .singleElement()
          .asString()
          .contains("was decimal(28,4) and would become decimal(28,2)");
      assertThat(
              conflicts(CompatibilityLevel.FULL_TRANSITIVE, placed(place, decimal(30, 4)), earlier))
          .as("precision in %s", place)
          .hasSize(1);
      assertThat(conflicts(CompatibilityLevel.FULL_TRANSITIVE, placed(place, "\"bytes\""), earlier))
          .as("no decimal any more in %s", place)
          .hasSize(1);
    }
  }

  @Test
  void followsADecimalThroughARecordThatHoldsItself() {
    var tree =
        """
        {"type":"record","name":"Tree","fields":[
          {"name":"amount","type":%s},
          {"name":"children","type":{"type":"array","items":"Tree"}}]}
        """;

    assertThat(
            conflicts(
                CompatibilityLevel.FULL,
                tree.formatted(decimal(9, 2)),
                tree.formatted(decimal(9, 3))))
        .hasSize(1);
  }

  private static List<String> conflicts(
      CompatibilityLevel level, String candidate, String... earlier) {
    var versions = new ArrayList<SchemaVersion>();
    for (var schema : earlier) {
      var number = versions.size() + 1;
      versions.add(new SchemaVersion("s", number, number, schema));
    }
    return level.conflicts(SchemaText.parse(candidate), versions);
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }

  private static String amount(int precision, int scale) {
    return placed("%s", decimal(precision, scale));
  }

  private static String placed(String place, String type) {
    return record("{\"name\":\"amount\",\"type\":" + place.formatted(type) + "}");
  }

  private static String decimal(int precision, int scale) {
    return "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":%d,\"scale\":%d}"
        .formatted(precision, scale);
  }
}
