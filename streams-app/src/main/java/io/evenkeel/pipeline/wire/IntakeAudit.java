package io.evenkeel.pipeline.wire;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What is said of records for the audit where they are read, before any stage has them. */
public final class IntakeAudit {
  /** Of a record that was put aside and sent again: where among the dead letters it stood. */
  public static final String REPLAYED = "evenkeel-replayed-dead-letter";

  private IntakeAudit() {}

  /**
   * That a dead letter was sent again and can be read now; none where it is no such record.
   *
   * @param kind of what the topic's keys name
   */
  public static Optional<Outgoing> replayed(RawRecord raw, Kind kind, String key, Headers headers) {
    return Optional.ofNullable(headers.lastHeader(REPLAYED))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .map(
            letter ->
                entry(
                    raw,
                    AuditEntry.subject(kind, key),
                    "ReplayDeadLetter",
                    "dead letter %s, again as %s".formatted(letter, place(raw)),
                    null));
  }

  /** That a command was refused because nobody can do what it says; none where it is another. */
  public static Optional<Outgoing> rejected(RawRecord raw, Kind kind, Outgoing refused) {
    return refused.topic().equals(Topics.REJECTIONS)
            && refused.value() instanceof Rejection rejection
        ? Optional.of(
            entry(
                raw,
                AuditEntry.subject(kind, String.valueOf(refused.key())),
                "Command",
                place(raw),
                rejection))
        : Optional.empty();
  }

  private static Outgoing entry(
      RawRecord raw, String subject, String action, String content, @Nullable Rejection rejection) {
    return AuditWire.write(
        new AuditEntry(
            subject,
            action,
            rejection == null ? "" : Objects.requireNonNullElse(rejection.getSentBy(), ""),
            rejection == null ? null : rejection.getFirmId(),
            Instant.ofEpochMilli(raw.timestampMillis()),
            rejection == null ? null : rejection.getCommandId(),
            content,
            null,
            null,
            rejection == null ? Outcome.ACCEPTED : Outcome.REJECTED,
            rejection == null ? null : rejection.getSentence()));
  }

  private static String place(RawRecord raw) {
    return "%s-%d@%d".formatted(raw.topic(), raw.partition(), raw.offset());
  }
}
