package io.evenkeel.core.approval;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last step before a custodian: one writer per custodian numbers the batches. A batch passes if
 * nothing that it touches is halted and it is, to the last order, what was approved.
 */
public final class Releasing {
  private Releasing() {}

  /**
   * Decides about one batch.
   *
   * @param state of the custodian whose task this is
   * @param earlier what is remembered of the batch; {@code null} where it is new
   */
  public static ReleaseDecision decide(
      ReleaseState state, @Nullable ReleasedBatch earlier, Release release, Controls controls) {
    if (earlier != null) {
      return new ReleaseDecision.Repeated(earlier);
    }
    var refusal = refusal(state, release, controls);
    return refusal == null ? released(state, release) : refused(state, release, refusal);
  }

  private static ReleaseDecision released(ReleaseState state, Release release) {
    var batch = release.batch();
    var seq = state.lastBatchSeq() + 1;
    return new ReleaseDecision.Released(
        new ReleaseState(state.custodianId(), seq),
        new ReleasedBatch(state.custodianId(), batch.batchId(), seq, null, release.at()),
        batch,
        seq);
  }

  private static ReleaseDecision refused(ReleaseState state, Release release, String sentence) {
    var batch = release.batch();
    return new ReleaseDecision.Refused(
        new ReleasedBatch(state.custodianId(), batch.batchId(), 0, sentence, release.at()),
        new AccountTask.ReleaseRefused(
            batch.requestId(), batch.accountId(), batch.batchId(), sentence, release.at()));
  }

  private static @Nullable String refusal(ReleaseState state, Release release, Controls controls) {
    List<Supplier<@Nullable String>> checks =
        List.of(
            () -> otherCustodian(state, release.batch()),
            () -> halted(release.batch(), controls),
            () -> otherContent(release.batch(), release.proposal()));
    return checks.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String otherCustodian(ReleaseState state, Batch batch) {
    return batch.custodianId().equals(state.custodianId())
        ? null
        : "batch %s is for custodian %s and came to %s; submit the account again"
            .formatted(batch.batchId(), batch.custodianId(), state.custodianId());
  }

  private static @Nullable String halted(Batch batch, Controls controls) {
    var scopes =
        Stream.of(
            controls.halt(Halt.Scope.FIRM, batch.firmId()),
            controls.halt(Halt.Scope.CUSTODIAN, batch.custodianId()),
            controls.halt(Halt.Scope.ACCOUNT, batch.accountId()));
    var securities =
        batch.orders().stream().map(o -> controls.halt(Halt.Scope.SECURITY, o.securityId()));
    return Stream.concat(scopes, securities)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Halt::sentence)
        .orElse(null);
  }

  private static @Nullable String otherContent(Batch batch, Proposal approved) {
    var same =
        batch.contentHash().equals(ContentHash.of(approved))
            && batch.requestId().equals(approved.requestId())
            && batch.accountId().equals(approved.accountId())
            && batch.orders().equals(approved.orders())
            && batch.transfers().equals(approved.transfers());
    return same
        ? null
        : "batch %s is not the proposal whose content hash was approved; submit the account again"
            .formatted(batch.batchId());
  }
}
