package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.TopicSchemas;
import io.evenkeel.wireformat.AvroSerdes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The topics")
class TopicsTest {
  private static final TopicNames NAMES = new TopicNames("ek.", List.of("SCHWAB", "FIDELITY"));

  @Test
  void areThoseThatTheSchemasAreReleasedFor() {
    var ours = new TreeMap<String, Schema>();
    Topics.ALL.forEach(
        topic ->
            ours.put(
                topic.name(), SpecificData.getForClass(topic.value()).getSchema(topic.value())));
    var released = new TreeMap<String, Schema>();
    TopicSchemas.all().forEach(topic -> released.put(topic.topic(), topic.schema()));

    assertThat(ours).isEqualTo(released);
  }

  @Test
  void ofCustodiansAreOneEachUnderOneSubject() {
    assertThat(NAMES.each(Topics.APPROVED_TRADES))
        .containsExactly("ek.approved-trades.SCHWAB", "ek.approved-trades.FIDELITY");
    assertThat(NAMES.custodianOf(Topics.APPROVED_TRADES, "ek.approved-trades.SCHWAB"))
        .isEqualTo("SCHWAB");
    var serdes =
        AvroSerdes.configured(
            Map.of(AvroSerdes.REGISTRY_URL, "mock://topics-test", AvroSerdes.TOPIC_PREFIX, "ek."));
    for (var topic : Topics.ALL) {
      for (var name : NAMES.each(topic)) {
        assertThat(serdes.subject(name)).as(name).isEqualTo(NAMES.subject(topic));
      }
    }
  }

  @Test
  void keepWhatLateReadersNeedAndForgetTheRest() {
    assertThat(Topics.PRICES.kept().asTopicConfig())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("segment.bytes", "33554432");
    assertThat(Topics.DRIFT_EVENTS.kept().asTopicConfig())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", String.valueOf(400L * 24 * 60 * 60 * 1000));
  }

  @Test
  void keepTheAuditWholeForEverWhateverBrokersDoOfThemselves() {
    assertThat(Topics.AUDIT.kept().asTopicConfig())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
  }
}
