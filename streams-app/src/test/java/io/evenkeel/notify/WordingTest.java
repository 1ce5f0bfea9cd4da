package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DriftEventKind;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message")
class WordingTest {
  private static final Wording WORDING = new Wording(ZoneId.of("America/New_York"));

  private static JsonNode json(Message message) {
    return Json.tree(new String(message.body(), UTF_8));
  }

  @Test
  void saysWhatHappenedWhenAndToWhom() {
    var message = WORDING.of(Events.flagged("ANN", "A-17", 4)).orElseThrow();
    var json = json(message);

    assertThat(message.type()).isEqualTo(MessageType.DRIFT_FLAGGED);
    assertThat(json.get("id").asText()).isEqualTo(message.id());
    assertThat(json.get("type").asText()).isEqualTo("drift.flagged");
    assertThat(json.get("timestamp").asText()).isEqualTo("2026-11-20T10:00:00-05:00");
    assertThat(json.get("firmId").asText()).isEqualTo("ACME");
    assertThat(json.get("advisorId").asText()).isEqualTo("ANN");
    assertThat(json.at("/data/accountId").asText()).isEqualTo("A-17");
    assertThat(json.at("/data/overallDrift").asText()).isEqualTo("0.061");
  }

  @Test
  void ofDriftHasTheBreachedLinesAndNotWhatItWasComputedFrom() {
    var data = json(WORDING.of(Events.flagged("ANN", "A-17", 4)).orElseThrow()).get("data");

    assertThat(data.has("inputs")).isFalse();
    assertThat(data.get("lines")).hasSize(1);
    assertThat(data.at("/lines/0/line").asText()).isEqualTo("SECURITY:XOM");
  }

  @Test
  void isSaidOfEveryKindOfDriftEventButTheUnknown() {
    for (var kind : DriftEventKind.values()) {
      var message = WORDING.of(Events.drift("ANN", "A-1", 1, kind, 1));
      assertThat(message.isPresent()).as(kind.name()).isEqualTo(kind != DriftEventKind.UNKNOWN);
    }
  }

  @Test
  void hasAnIdOfItsOwnThatIsTheSameEachTime() {
    var ids = new HashSet<String>();
    ids.add(WORDING.of(Events.flagged("ANN", "A-1", 1)).orElseThrow().id());
    ids.add(WORDING.of(Events.flagged("ANN", "A-1", 2)).orElseThrow().id());
    ids.add(WORDING.of(Events.flagged("ANN", "A-11", 2)).orElseThrow().id());
    var raised = Events.raised("ANN", "A-1", AdvisoryCode.MARGIN_CALL);
    ids.add(WORDING.of(raised).id());
    ids.add(WORDING.of(Advisory.newBuilder(raised).setRaised(false).build()).id());
    ids.add(WORDING.of(Advisory.newBuilder(raised).setSubject("B-1").build()).id());
    ids.add(WORDING.of(Events.ofSecurity("XOM")).id());

    assertThat(ids).hasSize(7).allSatisfy(id -> assertThat(id).matches("msg_[0-9a-f]{32}"));
    assertThat(new Wording(ZoneId.of("UTC")).of(raised).id()).isIn(ids);
  }

  @Test
  void ofASecurityIsNoAdvisors() {
    var json = json(WORDING.of(Events.ofSecurity("XOM")));

    assertThat(json.get("type").asText()).isEqualTo("advisory.raised");
    assertThat(json.get("firmId").isNull()).isTrue();
    assertThat(json.get("advisorId").isNull()).isTrue();
    assertThat(json.at("/data/securityId").asText()).isEqualTo("XOM");
  }

  @Test
  void thatWouldBeTooLongGoesWithoutItsLinesAndSaysSo() {
    var message =
        WORDING.of(Events.drift("ANN", "A-1", 1, DriftEventKind.FLAGGED, 2_000)).orElseThrow();

    assertThat(message.body().length).isLessThan(Wording.MOST_BYTES);
    assertThat(json(message).at("/data/lines")).isEmpty();
    assertThat(json(message).at("/data/shortened").asBoolean()).isTrue();
    assertThat(json(message).at("/data/overallDrift").asText()).isEqualTo("0.061");
  }

  @Test
  void hasATypeOfOneForm() {
    assertThat(Arrays.stream(MessageType.values()).map(MessageType::written))
        .doesNotHaveDuplicates()
        .allSatisfy(type -> assertThat(type).matches("[a-z_]+\\.[a-z_]+"));
  }
}
