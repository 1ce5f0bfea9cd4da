package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.core.market.Halt;
import io.evenkeel.pipeline.market.EditLog.Edit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was changed on boards that people write to the audit, each change once. */
final class EditReports {
  private final EditLog edits;
  private final Map<String, Edited> topics;
  private final ReportMemory memory;
  private final Ownership ownership;
  private final MarketOutputs outputs;
  private final Map<RefusalLog.Source, Long> seen = new HashMap<>();
  private long looked = -1;

  /**
   * A topic that people write.
   *
   * @param topicId given by the cluster when the topic was made
   * @param kind of what it is about
   */
  record Edited(String topicId, Kind kind) {}

  /**
   * @param topics by the name that each has on the cluster
   */
  EditReports(
      EditLog edits,
      Map<String, Edited> topics,
      ReportMemory memory,
      Ownership ownership,
      MarketOutputs outputs) {
    this.edits = edits;
    this.topics = Map.copyOf(topics);
    this.memory = memory;
    this.ownership = ownership;
    this.outputs = outputs;
  }

  void report() {
    var added = edits.added();
    if (added != looked) {
      looked = added;
      edits.sources().forEach(this::report);
    }
  }

  private void report(RefusalLog.Source source) {
    var topic = requireNonNull(topics.get(source.topic()));
    var from = seen.getOrDefault(source, memory.auditedUpTo(topic.topicId(), source.partition()));
    for (var edit : edits.from(source, from)) {
      var next = edit.place().offset() + 1;
      if (ownership.owns(edit.id())) {
        outputs.audited(entry(topic.kind(), source.topic(), edit));
        memory.auditedUpTo(topic.topicId(), source.partition(), next);
      }
      seen.put(source, next);
    }
  }

  private static AuditEntry entry(Kind kind, String topic, Edit edit) {
    return new AuditEntry(
        AuditEntry.subject(kind, edit.id()),
        action(edit),
        edit.now() instanceof Halt halt ? halt.setBy() : "",
        null,
        Instant.ofEpochMilli(edit.place().timestampMillis()),
        null,
        "%s-%d@%d".formatted(topic, edit.place().partition(), edit.place().offset()),
        text(edit.before()),
        text(edit.now()),
        Outcome.ACCEPTED,
        edit.now() instanceof Halt halt ? halt.reason() : null);
  }

  private static String action(Edit edit) {
    if (edit.now() instanceof Halt halt) {
      return halt.halted() ? "Halt" : "Resume";
    }
    if (edit.now() == null) {
      return "Withdraw";
    }
    return edit.before() == null ? "Publish" : "Edit";
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
