package io.evenkeel.pipeline.approval;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AuditWire;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was handed to custodians, and what was not, for the audit: one chain per custodian. */
final class ReleaseAudit {
  private ReleaseAudit() {}

  /** None where it was decided before. */
  static Optional<Outgoing> of(
      BatchRelease release, ReleaseState before, ReleaseDecision decision, Instant at) {
    if (decision instanceof ReleaseDecision.Released sent) {
      return Optional.of(entry(release, before, sent.batchSeq(), null, at));
    }
    return decision instanceof ReleaseDecision.Refused refused
        ? Optional.of(refused(release, before, refused.task().sentence(), at))
        : Optional.empty();
  }

  /** Of a batch that was not handed over. */
  static Outgoing refused(BatchRelease release, ReleaseState before, String why, Instant at) {
    return entry(release, before, before.lastBatchSeq(), why, at);
  }

  private static Outgoing entry(
      BatchRelease release, ReleaseState before, long seq, @Nullable String refusal, Instant at) {
    var batch = release.batch();
    return AuditWire.write(
        new AuditEntry(
            AuditEntry.subject(Kind.CUSTODIAN, before.custodianId()),
            action(release.kind()),
            batch.approvedBy(),
            batch.firmId(),
            at,
            release.id(),
            "request %s, account %s, %d orders, %d transfers, content hash %s"
                .formatted(
                    batch.requestId(),
                    batch.accountId(),
                    release.orders().size(),
                    batch.transfers().size(),
                    batch.contentHash()),
            "batchSeq=" + before.lastBatchSeq(),
            "batchSeq=" + seq,
            refusal == null ? Outcome.ACCEPTED : Outcome.REJECTED,
            refusal));
  }

  private static String action(BatchRelease.Kind kind) {
    return switch (kind) {
      case WHOLE -> "ReleaseBatch";
      case HELD_ORDERS -> "ReleaseHeldOrders";
      case CANCELLATION -> "CancelBatch";
    };
  }
}
