package io.evenkeel.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where records are read, the audit")
class IntakeAuditTest {
  private static final byte[] KEY = "A-1".getBytes(StandardCharsets.UTF_8);
  private static final RawRecord RAW = new RawRecord(KEY, null, "positions", 3, 7, 1_000);

  @Test
  void saysOfADeadLetterThatWasSentAgainWhatItIsAboutAndWhereItStood() {
    var headers = new RecordHeaders();
    headers.add(IntakeAudit.REPLAYED, "2/41".getBytes(StandardCharsets.UTF_8));

    var said = IntakeAudit.replayed(RAW, Kind.ACCOUNT, "A-1", headers).orElseThrow();
    var entry = AuditWire.entry(said.value());

    assertThat(said.topic()).isEqualTo(Topics.AUDIT);
    assertThat(said.key()).isEqualTo("ACCOUNT/A-1");
    assertThat(entry.action()).isEqualTo("ReplayDeadLetter");
    assertThat(entry.content()).isEqualTo("dead letter 2/41, again as positions-3@7");
  }

  @Test
  void saysNothingOfAnyOtherRecord() {
    assertThat(IntakeAudit.replayed(RAW, Kind.ACCOUNT, "A-1", new RecordHeaders())).isEmpty();
  }

  @Test
  void saysWhoSentACommandThatNobodyCanDo() {
    var rejection =
        Rejection.newBuilder()
            .setCommandId("C-1")
            .setTopic("account-commands")
            .setCode(RejectionCode.INVALID_COMMAND)
            .setSentence("targetId is missing")
            .setSentBy("advisor-7")
            .setAt(Instant.ofEpochMilli(1_000))
            .build();
    var refused = Outgoing.to(Topics.REJECTIONS, "A-1", rejection);

    var entry =
        AuditWire.entry(IntakeAudit.rejected(RAW, Kind.ACCOUNT, refused).orElseThrow().value());

    assertThat(entry.subject()).isEqualTo("ACCOUNT/A-1");
    assertThat(entry.who()).isEqualTo("advisor-7");
    assertThat(entry.commandId()).isEqualTo("C-1");
    assertThat(entry.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(entry.sentence()).isEqualTo("targetId is missing");
  }

  @Test
  void saysNothingOfADeadLetter() {
    var dead = Outgoing.tombstone(Topics.DEAD_LETTERS, "A-1");

    assertThat(IntakeAudit.rejected(RAW, Kind.ACCOUNT, dead)).isEmpty();
  }
}
