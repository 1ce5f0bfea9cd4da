package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Output;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.DeadLetterWire.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an account says, in the words of the wire. */
public final class AccountWording {
  private static final String STAGE = "history";
  private final TopicNames names;

  public AccountWording(TopicNames names) {
    this.names = names;
  }

  /**
   * The record that says it; none where it is only counted.
   *
   * @param owner {@code null} where the account never was known
   * @param cause the record that led to it; {@code null} where time did
   */
  public Optional<Outgoing> of(
      String accountId, @Nullable Owner owner, Output output, @Nullable RawRecord cause) {
    if (output instanceof Output.KeptOut keptOut) {
      return keptOut(keptOut, cause);
    }
    if (output instanceof Output.Anomalous anomalous) {
      return anomalous(anomalous, cause);
    }
    if (output instanceof Output.Rejected rejected) {
      var topic = names.of(Topics.ACCOUNT_COMMANDS);
      return Optional.of(RejectionWire.write(accountId, owner, rejected, topic));
    }
    if (output instanceof Output.TakenBack taken) {
      var topic = names.of(Topics.ACCOUNT_COMMANDS);
      return Optional.of(RejectionWire.write(accountId, owner, taken, topic));
    }
    if (output instanceof Output.Outcome outcome) {
      return Optional.of(
          Outgoing.to(
              Topics.ACCOUNT_OUTCOMES,
              outcome.outcome().requestId(),
              OutcomeWire.write(owner, outcome.outcome())));
    }
    if (output instanceof Output.Built built) {
      return Optional.of(
          Outgoing.to(Topics.TRADE_PROPOSALS, accountId, ProposalWire.write(built.proposal())));
    }
    return owner == null ? Optional.empty() : Optional.of(owned(owner, output));
  }

  /** What only an account that is known says. */
  private static Outgoing owned(Owner owner, Output output) {
    var key = owner.accountId();
    if (output instanceof Output.Drift drift) {
      return Outgoing.to(Topics.DRIFT_EVENTS, key, DriftWire.write(drift.event()));
    }
    if (output instanceof Output.Status status) {
      return Outgoing.to(
          Topics.ACCOUNT_STATUS, key, StatusWire.write(status.report(), status.at()));
    }
    if (output instanceof Output.AdvisoryChanged changed) {
      return Outgoing.to(Topics.ADVISORIES, key, AdvisoryWire.write(owner, changed));
    }
    if (output instanceof Output.AcrChanged changed) {
      return Outgoing.to(Topics.ACRS, key, AcrWire.write(owner, changed));
    }
    if (output instanceof Output.SoldAtLoss sold) {
      return lossSale(key, sold);
    }
    if (output instanceof Output.CashMoved moved) {
      return Outgoing.to(Topics.CASH_MOVEMENTS, key, CashMovementWire.write(owner, moved));
    }
    var release = (Output.Release) output;
    return Outgoing.to(
        Topics.RELEASES,
        release.batch().custodianId(),
        ReleaseWire.write(release.release(), release.at()));
  }

  private static Outgoing lossSale(String accountId, Output.SoldAtLoss sold) {
    var key = TaxWire.key(accountId, sold.securityId());
    var newest = sold.newest();
    return newest == null
        ? Outgoing.tombstone(Topics.LOSS_SALES, key)
        : Outgoing.to(Topics.LOSS_SALES, key, TaxWire.write(newest, sold.at()));
  }

  private static Optional<Outgoing> keptOut(Output.KeptOut keptOut, @Nullable RawRecord cause) {
    return cause == null || keptOut.kind() == Output.KeptOut.Kind.DUPLICATE
        ? Optional.empty()
        : Optional.of(
            DeadLetterWire.write(
                cause, "drift", Reason.OLDER_THAN_LAST, keptOut.sentence(), keptOut.at()));
  }

  /** A result that counts is in the book and stands as an advisory; any other would be lost. */
  private static Optional<Outgoing> anomalous(
      Output.Anomalous anomalous, @Nullable RawRecord cause) {
    var reason = reason(anomalous.anomaly().code());
    return cause == null || reason.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DeadLetterWire.write(
                cause, STAGE, reason.get(), anomalous.anomaly().sentence(), anomalous.at()));
  }

  private static Optional<Reason> reason(Anomaly.Code code) {
    return switch (code) {
      case UNKNOWN_ORDER -> Optional.of(Reason.UNKNOWN_ORDER);
      case WRONG_CUSTODIAN -> Optional.of(Reason.WRONG_CUSTODIAN);
      case INCOMPLETE, MISSING_REFERENCE, BAD_REFERENCE, CONFLICTING_DUPLICATE ->
          Optional.of(Reason.INVALID);
      case WRONG_BATCH, OVERFILL, FILL_AFTER_TERMINAL, CORRECTED_TWICE -> Optional.empty();
    };
  }
}
