package io.evenkeel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.Topic.Kept;
import io.evenkeel.pipeline.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A topic")
class RetentionTest {
  private static final TopicPlan PLAN =
      new TopicPlan(new TopicNames("", List.of("SCHWAB")), 4, (short) 2);
  private static final Kept TWO_DAYS = Kept.days(2);
  private static final String DAY = "86400000";
  private static final String TWO = "172800000";
  private static final String THREE = "259200000";

  static Stream<Arguments> early() {
    return Stream.of(
        Arguments.of(TWO_DAYS, config("delete", DAY, "-1"), Map.of("retention.ms", TWO)),
        Arguments.of(TWO_DAYS, config("delete", TWO, "1000"), Map.of("retention.bytes", "-1")),
        Arguments.of(TWO_DAYS, config("compact", "-1", "-1"), Map.of("cleanup.policy", "delete")),
        Arguments.of(
            TWO_DAYS,
            config("compact,delete", DAY, "1000"),
            Map.of("cleanup.policy", "delete", "retention.ms", TWO, "retention.bytes", "-1")),
        Arguments.of(Kept.FOREVER, config("delete", THREE, "-1"), Map.of("retention.ms", "-1")),
        Arguments.of(
            Kept.FOREVER, config("compact", "-1", "-1"), Map.of("cleanup.policy", "delete")),
        Arguments.of(
            Kept.COMPACTED, config("delete", THREE, "-1"), Map.of("cleanup.policy", "compact")),
        Arguments.of(
            Kept.COMPACTED,
            config("compact,delete", "-1", "1000"),
            Map.of("cleanup.policy", "compact")));
  }

  @ParameterizedTest
  @MethodSource("early")
  void thatLosesRecordsEarlierThanPlannedIsToBeSetAsPlanned(
      Kept kept, Map<String, String> has, Map<String, String> must) {
    assertThat(Retention.mustHave(kept, has)).isEqualTo(must);
  }

  static Stream<Arguments> late() {
    return Stream.of(
        Arguments.of(TWO_DAYS, config("delete", TWO, "-1")),
        Arguments.of(TWO_DAYS, config("delete", THREE, "-1")),
        Arguments.of(TWO_DAYS, config("delete", "-1", "-1")),
        Arguments.of(TWO_DAYS, config("", DAY, "1000")),
        Arguments.of(Kept.FOREVER, config("delete", "-1", "-1")),
        Arguments.of(Kept.COMPACTED, config("compact", DAY, "1000")),
        Arguments.of(Kept.COMPACTED, config("compact,delete", "-1", "-1")),
        Arguments.of(Kept.COMPACTED, config("delete", "-1", "-1")));
  }

  @ParameterizedTest
  @MethodSource("late")
  void thatKeepsThemAsLongAsPlannedOrLongerIsLeftAlone(Kept kept, Map<String, String> has) {
    assertThat(Retention.mustHave(kept, has)).isEmpty();
  }

  @Test
  void isWellAsItIsCreated() {
    var settings = new TreeMap<String, Map<String, String>>();
    PLAN.topics().forEach((name, topic) -> settings.put(name, topic.kept().asTopicConfig()));

    assertThat(Retention.findings(PLAN, settings)).isEmpty();
  }

  @Test
  void isNamedWithWhatItHasAndMustHaveAndTheFix() {
    var settings =
        Map.of(
            "approved-trades.SCHWAB", config("delete", "604800000", "-1"),
            "prices", config("compact", "604800000", "-1"));

    assertThat(Retention.findings(PLAN, settings))
        .containsExactly(
            "topic approved-trades.SCHWAB loses records earlier than planned: it has"
                + " retention.ms=604800000 (7 days) and must have retention.ms=221356800000"
                + " (2562 days); mend it with kafka-configs.sh --alter --entity-type topics"
                + " --entity-name approved-trades.SCHWAB --add-config retention.ms=221356800000");
  }

  private static Map<String, String> config(String policy, String millis, String bytes) {
    return Map.of("cleanup.policy", policy, "retention.ms", millis, "retention.bytes", bytes);
  }
}
