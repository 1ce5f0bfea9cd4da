package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Refusal;
import io.evenkeel.core.approval.RetryMessage;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.schemas.AccountOutcome;
import io.evenkeel.schemas.AccountOutcomeType;
import io.evenkeel.schemas.RetryAccounts;
import io.evenkeel.schemas.RetryQuestion;
import io.evenkeel.schemas.RetryRefused;
import io.evenkeel.schemas.Source;

/** What one request says to another, by topic {@code account-outcomes}. */
final class RetryWire {
  private RetryWire() {}

  static AccountOutcome write(RetryMessage message) {
    var wire =
        AccountOutcome.newBuilder()
            .setRequestId(message.requestId())
            .setAccountId("")
            .setAt(message.at());
    if (message instanceof RetryMessage.Question question) {
      return wire.setType(AccountOutcomeType.RETRY_QUESTION)
          .setRetryQuestion(new RetryQuestion(question.askedBy(), question.firmId()))
          .build();
    }
    if (message instanceof RetryMessage.Accounts accounts) {
      return wire.setType(AccountOutcomeType.RETRY_ACCOUNTS)
          .setRetryAccounts(payload(accounts))
          .build();
    }
    var refused = (RetryMessage.Refused) message;
    return wire.setType(AccountOutcomeType.RETRY_REFUSED).setRetryRefused(payload(refused)).build();
  }

  static RetryMessage question(AccountOutcome wire, RetryQuestion question) {
    return new RetryMessage.Question(
        wire.getRequestId(), question.getAskedBy(), question.getFirmId(), wire.getAt());
  }

  static RetryMessage accounts(AccountOutcome wire, RetryAccounts accounts) {
    return new RetryMessage.Accounts(
        wire.getRequestId(),
        accounts.getOf(),
        accounts.getAccounts(),
        accounts.getFirmId(),
        Symbols.readNullable(accounts.getLogic(), TradeLogic.class, "logic"),
        ScopeWire.read(accounts.getScope()),
        Symbols.read(accounts.getSource(), Acr.Source.class, "source"),
        wire.getAt());
  }

  static RetryMessage refused(AccountOutcome wire, RetryRefused refused) {
    var code = Symbols.read(refused.getCode(), Refusal.Code.class, "code");
    return new RetryMessage.Refused(
        wire.getRequestId(),
        refused.getOf(),
        new Refusal(code, refused.getSentence()),
        wire.getAt());
  }

  private static RetryAccounts payload(RetryMessage.Accounts accounts) {
    return RetryAccounts.newBuilder()
        .setOf(accounts.of())
        .setAccounts(accounts.accounts())
        .setFirmId(accounts.firmId())
        .setLogic(Symbols.writeNullable(accounts.logic(), io.evenkeel.schemas.TradeLogic.class))
        .setScope(ScopeWire.write(accounts.scope()))
        .setSource(Symbols.write(accounts.source(), Source.class))
        .build();
  }

  private static RetryRefused payload(RetryMessage.Refused refused) {
    return RetryRefused.newBuilder()
        .setOf(refused.of())
        .setCode(Symbols.write(refused.refusal().code(), io.evenkeel.schemas.RejectionCode.class))
        .setSentence(refused.refusal().sentence())
        .build();
  }
}
