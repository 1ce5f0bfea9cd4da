package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Owner;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Affiliation;
import io.evenkeel.core.approval.RetryMessage;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.schemas.AccountOutcomeType;
import io.evenkeel.schemas.FailedOutcome;
import io.evenkeel.schemas.HandedOverOutcome;
import io.evenkeel.schemas.NoTradesOutcome;
import io.evenkeel.schemas.OpenedOutcome;
import io.evenkeel.schemas.ProgressOutcome;
import io.evenkeel.schemas.ProposedOutcome;
import io.evenkeel.schemas.Source;
import org.jspecify.annotations.Nullable;

/** Topic {@code account-outcomes}. */
public final class OutcomeWire {
  private OutcomeWire() {}

  /**
   * @param owner {@code null} where nobody knows the account
   */
  public static io.evenkeel.schemas.AccountOutcome write(
      @Nullable Owner owner, AccountOutcome outcome) {
    var wire =
        io.evenkeel.schemas.AccountOutcome.newBuilder()
            .setRequestId(outcome.requestId())
            .setAccountId(outcome.accountId())
            .setAt(outcome.at());
    if (owner != null) {
      wire.setFirmId(owner.firmId())
          .setAdvisorId(owner.advisorId())
          .setCustodianId(owner.custodianId());
    }
    return withPayload(wire, outcome).build();
  }

  /** By another request. */
  public static io.evenkeel.schemas.AccountOutcome write(RetryMessage message) {
    return RetryWire.write(message);
  }

  /** What a request is told: by an account, or by another request. */
  public static RequestMessage read(io.evenkeel.schemas.AccountOutcome wire) {
    var type = wire.getType();
    return switch (type) {
      case RETRY_QUESTION ->
          new RequestMessage.Retry(
              RetryWire.question(wire, Texts.payload(wire.getRetryQuestion(), type)));
      case RETRY_ACCOUNTS ->
          new RequestMessage.Retry(
              RetryWire.accounts(wire, Texts.payload(wire.getRetryAccounts(), type)));
      case RETRY_REFUSED ->
          new RequestMessage.Retry(
              RetryWire.refused(wire, Texts.payload(wire.getRetryRefused(), type)));
      default -> new RequestMessage.Answer(answer(wire), owner(wire));
    };
  }

  private static @Nullable Affiliation owner(io.evenkeel.schemas.AccountOutcome wire) {
    return wire.getFirmId() == null || wire.getAdvisorId() == null || wire.getCustodianId() == null
        ? null
        : new Affiliation(wire.getFirmId(), wire.getAdvisorId(), wire.getCustodianId());
  }

  private static AccountOutcome answer(io.evenkeel.schemas.AccountOutcome wire) {
    var type = wire.getType();
    return switch (type) {
      case OPENED -> opened(wire, Texts.payload(wire.getOpened(), type));
      case PROPOSED -> proposed(wire, Texts.payload(wire.getProposed(), type));
      case NO_TRADES ->
          new AccountOutcome.NoTrades(
              wire.getRequestId(),
              wire.getAccountId(),
              Texts.required(wire.getFirmId(), "firmId"),
              Texts.required(wire.getAdvisorId(), "advisorId"),
              wire.getAt());
      case FAILED -> failed(wire, Texts.payload(wire.getFailed(), type));
      case HANDED_OVER ->
          new AccountOutcome.HandedOver(
              BatchWire.read(Texts.payload(wire.getHandedOver(), type).getBatch()), wire.getAt());
      case PROGRESS -> progress(wire, Texts.payload(wire.getProgress(), type));
      default ->
          throw new IllegalArgumentException("the type of an outcome is not known to this release");
    };
  }

  private static io.evenkeel.schemas.AccountOutcome.Builder withPayload(
      io.evenkeel.schemas.AccountOutcome.Builder wire, AccountOutcome outcome) {
    if (outcome instanceof AccountOutcome.Opened opened) {
      return wire.setType(AccountOutcomeType.OPENED).setOpened(payload(opened));
    }
    if (outcome instanceof AccountOutcome.Proposed proposed) {
      return wire.setType(AccountOutcomeType.PROPOSED).setProposed(payload(proposed));
    }
    if (outcome instanceof AccountOutcome.NoTrades) {
      return wire.setType(AccountOutcomeType.NO_TRADES).setNoTrades(new NoTradesOutcome());
    }
    if (outcome instanceof AccountOutcome.Failed failed) {
      return wire.setType(AccountOutcomeType.FAILED).setFailed(payload(failed));
    }
    if (outcome instanceof AccountOutcome.HandedOver handedOver) {
      return wire.setType(AccountOutcomeType.HANDED_OVER)
          .setHandedOver(new HandedOverOutcome(BatchWire.write(handedOver.batch())));
    }
    return wire.setType(AccountOutcomeType.PROGRESS)
        .setProgress(payload((AccountOutcome.Progress) outcome));
  }

  private static OpenedOutcome payload(AccountOutcome.Opened opened) {
    return OpenedOutcome.newBuilder()
        .setOpenedBy(opened.openedBy())
        .setLogic(Symbols.writeNullable(opened.logic(), io.evenkeel.schemas.TradeLogic.class))
        .setScope(ScopeWire.write(opened.scope()))
        .setSource(Symbols.write(opened.source(), Source.class))
        .build();
  }

  private static ProposedOutcome payload(AccountOutcome.Proposed proposed) {
    return new ProposedOutcome(
        ProposalWire.content(proposed.proposal())
            .setFirmId(proposed.firmId())
            .setAdvisorId(proposed.advisorId())
            .build(),
        proposed.group());
  }

  private static FailedOutcome payload(AccountOutcome.Failed failed) {
    return new FailedOutcome(
        Symbols.write(failed.code(), io.evenkeel.schemas.IssueCode.class), failed.sentence());
  }

  private static ProgressOutcome payload(AccountOutcome.Progress progress) {
    return ProgressOutcome.newBuilder()
        .setBatchId(progress.batchId())
        .setFills(progress.fills().stream().map(FillWire::write).toList())
        .setFinished(progress.finished())
        .setAnomalies(progress.anomalies())
        .build();
  }

  private static AccountOutcome opened(
      io.evenkeel.schemas.AccountOutcome wire, OpenedOutcome opened) {
    return new AccountOutcome.Opened(
        wire.getRequestId(),
        wire.getAccountId(),
        Texts.required(wire.getFirmId(), "firmId"),
        Texts.required(wire.getAdvisorId(), "advisorId"),
        opened.getOpenedBy(),
        Symbols.readNullable(opened.getLogic(), TradeLogic.class, "logic"),
        ScopeWire.read(opened.getScope()),
        Symbols.read(opened.getSource(), Acr.Source.class, "source"),
        wire.getAt());
  }

  private static AccountOutcome proposed(
      io.evenkeel.schemas.AccountOutcome wire, ProposedOutcome proposed) {
    return new AccountOutcome.Proposed(
        ProposalWire.read(proposed.getProposal()),
        Texts.required(wire.getFirmId(), "firmId"),
        Texts.required(wire.getAdvisorId(), "advisorId"),
        proposed.getGroup());
  }

  private static AccountOutcome failed(
      io.evenkeel.schemas.AccountOutcome wire, FailedOutcome failed) {
    return new AccountOutcome.Failed(
        wire.getRequestId(),
        wire.getAccountId(),
        Symbols.read(failed.getCode(), IssueCode.class, "code"),
        failed.getSentence(),
        wire.getAt());
  }

  private static AccountOutcome progress(
      io.evenkeel.schemas.AccountOutcome wire, ProgressOutcome progress) {
    return new AccountOutcome.Progress(
        wire.getRequestId(),
        wire.getAccountId(),
        progress.getBatchId(),
        progress.getFills().stream().map(FillWire::read).toList(),
        progress.getFinished(),
        progress.getAnomalies(),
        wire.getAt());
  }
}
