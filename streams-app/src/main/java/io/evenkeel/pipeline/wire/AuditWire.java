package io.evenkeel.pipeline.wire;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.AuditOutcome;
import io.evenkeel.schemas.AuditRecord;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;

/** Topic {@code audit}. */
public final class AuditWire {
  private AuditWire() {}

  /** An entry that has no place in its chain yet. */
  public static Outgoing write(AuditEntry entry) {
    return write(new AuditLink(entry.shortened(), 0, AuditHead.NONE.hash(), AuditHead.NONE.hash()));
  }

  /** A record of a chain. */
  public static Outgoing write(AuditLink link) {
    var entry = link.entry();
    return Outgoing.to(
        Topics.AUDIT,
        entry.subject(),
        AuditRecord.newBuilder()
            .setSubject(entry.subject())
            .setSequence(link.sequence())
            .setAction(entry.action())
            .setWho(entry.who())
            .setFirmId(entry.firmId())
            .setAt(entry.at())
            .setCommandId(entry.commandId())
            .setContent(entry.content())
            .setBefore(entry.before())
            .setAfter(entry.after())
            .setOutcome(Symbols.write(entry.outcome(), AuditOutcome.class))
            .setSentence(entry.sentence())
            .setPreviousHash(link.previousHash())
            .setHash(link.hash())
            .build());
  }

  /** What such a record says, wherever it stands. */
  public static AuditEntry entry(SpecificRecord wire) {
    var said = (AuditRecord) wire;
    return new AuditEntry(
        said.getSubject(),
        said.getAction(),
        said.getWho(),
        said.getFirmId(),
        said.getAt().truncatedTo(ChronoUnit.MICROS),
        said.getCommandId(),
        said.getContent(),
        said.getBefore(),
        said.getAfter(),
        Symbols.read(said.getOutcome(), AuditEntry.Outcome.class, "outcome"),
        said.getSentence());
  }

  public static AuditLink link(SpecificRecord wire) {
    var said = (AuditRecord) wire;
    return new AuditLink(entry(wire), said.getSequence(), said.getPreviousHash(), said.getHash());
  }
}
