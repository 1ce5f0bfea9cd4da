package io.evenkeel.core.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request says, and to whom. */
public sealed interface RequestOutput {
  /** To {@code account-tasks}, keyed by accountId. */
  record Task(AccountTask task) implements RequestOutput {}

  /** To {@code rebalance-history}, keyed by requestId. */
  record History(Request request) implements RequestOutput {}

  /**
   * To {@code rebalance-history-accounts}, keyed by requestId/accountId.
   *
   * @param firmId of the request; the account's own is in {@code account.owner()}
   */
  record HistoryAccount(@Nullable String firmId, RequestAccountState account)
      implements RequestOutput {}

  /**
   * To {@code rejections}.
   *
   * @param entry where the command came in
   * @param key the command's key
   * @param commandId {@code null} where an account refers to one that the request never saw
   */
  record Rejected(
      Entry entry,
      String key,
      @Nullable String commandId,
      Refusal refusal,
      @Nullable String sentBy,
      @Nullable String firmId,
      Instant at)
      implements RequestOutput {
    /** Where a command came in. */
    public enum Entry {
      REBALANCE_COMMANDS,
      ACCOUNT_COMMANDS
    }

    static Rejected of(RequestCommand.Header header, Refusal refusal) {
      return new Rejected(
          Entry.REBALANCE_COMMANDS,
          header.requestId(),
          header.commandId(),
          refusal,
          header.sentBy(),
          header.firmId(),
          header.at());
    }

    /** Of an account that opens a request whose id is used. */
    static Rejected of(AccountOutcome.Opened opened) {
      var sentence = "request " + opened.requestId() + " exists already; use a new requestId";
      return new Rejected(
          Entry.ACCOUNT_COMMANDS,
          opened.accountId(),
          null,
          new Refusal(Refusal.Code.REQUEST_ID_USED, sentence),
          opened.openedBy(),
          opened.firmId(),
          opened.at());
    }
  }

  /** To {@code account-outcomes}, keyed by the message's requestId. */
  record ToRequest(RetryMessage message) implements RequestOutput {}
}
