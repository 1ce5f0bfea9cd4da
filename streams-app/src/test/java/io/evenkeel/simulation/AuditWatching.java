package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AuditRecord;
import io.evenkeel.schemas.RebalanceCommand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** Who commanded what: nothing is left out, and nothing can be taken away. */
final class AuditWatching implements Watch {
  private final Map<String, AuditHead> heads = new HashMap<>();
  private final Set<String> commanded = new TreeSet<>();
  private final Set<String> audited = new HashSet<>();

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (value instanceof AccountCommand command) {
      commanded.add(command.getCommandId());
    } else if (value instanceof RebalanceCommand command) {
      commanded.add(command.getCommandId());
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof AuditRecord) {
      chained(entry.keyText(), AuditWire.link(value));
    }
  }

  private void chained(String key, AuditLink link) {
    audited.add(link.entry().commandId());
    var head = heads.getOrDefault(key, AuditHead.NONE);
    heads.put(key, new AuditHead(link.sequence(), link.hash()));
    unless(
        key.equals(link.entry().subject()) && link.equals(AuditLink.after(head, link.entry())),
        Invariant.AUDIT_IS_WHOLE,
        "record %d of %s is not bound to record %d",
        link.sequence(),
        key,
        head.sequence());
  }

  @Override
  public void atRest() {
    for (var command : commanded) {
      unless(
          audited.contains(command),
          Invariant.AUDIT_IS_WHOLE,
          "command %s is not in the audit",
          command);
    }
  }
}
