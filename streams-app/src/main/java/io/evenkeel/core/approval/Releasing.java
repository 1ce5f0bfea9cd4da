package io.evenkeel.core.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last step before a custodian: one writer per custodian numbers the batches. A batch passes if
 * nothing that it touches is halted and it is, to the last order and field, what was approved.
 */
public final class Releasing {
  private Releasing() {}

  /** What this custodian's task remembers. */
  public interface Remembered {
    /** Of a batch, or of something that was said of one later; {@code null} where that is new. */
    @Nullable ReleasedBatch of(String id);
  }

  /**
   * Decides about a batch, about orders of it that were held and are released, or about its
   * cancellation. A cancellation passes every halt: it can only make less of what is under way.
   *
   * @param state of the custodian whose task this is
   * @param at timestamp of the record that brings it
   */
  public static ReleaseDecision decide(
      ReleaseState state,
      Remembered remembered,
      BatchRelease release,
      Controls controls,
      Instant at) {
    var earlier = remembered.of(release.id());
    if (earlier != null) {
      return new ReleaseDecision.Repeated(earlier);
    }
    var neverSent = neverSent(release, remembered);
    var refusal = neverSent != null ? neverSent : refusal(state, release, controls);
    return refusal == null ? released(state, release, at) : refused(state, release, refusal, at);
  }

  private static ReleaseDecision released(ReleaseState state, BatchRelease release, Instant at) {
    var seq = state.lastBatchSeq() + 1;
    return new ReleaseDecision.Released(
        new ReleaseState(state.custodianId(), seq),
        new ReleasedBatch(state.custodianId(), release.id(), seq, null, at),
        release,
        seq);
  }

  /** The refusal of something that is new, with that sentence. */
  public static ReleaseDecision refused(
      ReleaseState state, BatchRelease release, String sentence, Instant at) {
    return new ReleaseDecision.Refused(
        new ReleasedBatch(state.custodianId(), release.id(), 0, sentence, at),
        release.refused(sentence, at));
  }

  /** Nothing is said of a batch that the custodian never got. */
  private static @Nullable String neverSent(BatchRelease release, Remembered remembered) {
    if (release.kind() == BatchRelease.Kind.WHOLE) {
      return null;
    }
    var batchId = release.batch().batchId();
    var sent = remembered.of(batchId);
    return sent != null && sent.refusal() == null
        ? null
        : "batch %s was never sent to its custodian; submit the account again".formatted(batchId);
  }

  private static @Nullable String refusal(
      ReleaseState state, BatchRelease release, Controls controls) {
    var batch = release.batch();
    var misdirected = otherCustodian(state, batch);
    if (misdirected != null || release.kind() == BatchRelease.Kind.CANCELLATION) {
      return misdirected;
    }
    var halted = halted(release, controls);
    if (halted != null) {
      return halted;
    }
    var otherContent = otherContent(batch);
    return otherContent != null ? otherContent : otherBatch(release);
  }

  private static @Nullable String otherCustodian(ReleaseState state, Batch batch) {
    return batch.custodianId().equals(state.custodianId())
        ? null
        : "batch %s is for custodian %s and came to %s; submit the account again"
            .formatted(batch.batchId(), batch.custodianId(), state.custodianId());
  }

  private static @Nullable String halted(BatchRelease release, Controls controls) {
    var batch = release.batch();
    var scopes =
        Stream.of(
            controls.halt(Halt.Scope.FIRM, batch.firmId()),
            controls.halt(Halt.Scope.CUSTODIAN, batch.custodianId()),
            controls.halt(Halt.Scope.ACCOUNT, batch.accountId()));
    var securities =
        release.orders().stream().map(o -> controls.halt(Halt.Scope.SECURITY, o.securityId()));
    return Stream.concat(scopes, securities)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Halt::sentence)
        .orElse(null);
  }

  private static @Nullable String otherContent(Batch batch) {
    return ContentHash.isOf(batch)
        ? null
        : "batch %s is not what was approved under its content hash; submit the account again"
            .formatted(batch.batchId());
  }

  /**
   * A batch that names no hash was approved by a release that made none: its content is checked.
   */
  private static @Nullable String otherBatch(BatchRelease release) {
    var batch = release.batch();
    return batch.batchHash() == null || BatchHash.isOf(release)
        ? null
        : "batch %s is not what was approved under its batch hash; submit the account again"
            .formatted(batch.batchId());
  }
}
