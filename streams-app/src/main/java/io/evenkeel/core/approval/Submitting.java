package io.evenkeel.core.approval;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.Refusal.Code;
import io.evenkeel.core.approval.Request.Submission;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request begins: submitted, as a retry, or opened by an account. */
final class Submitting {
  private final RequestSettings settings;

  Submitting(RequestSettings settings) {
    this.settings = settings;
  }

  /** Begins a request; the refusal where it cannot be begun. */
  @Nullable Refusal submit(Draft draft, RequestCommand.Submit submit) {
    var refusal = refusal(draft, submit);
    if (refusal == null && submit.retryFailedOf() != null) {
      lookUp(draft, submit, submit.retryFailedOf());
    } else if (refusal == null) {
      var submission = submission(submit);
      build(draft, submit.header().firmId(), submission, submit.accounts(), submit.header().at());
    }
    return refusal;
  }

  private @Nullable Refusal refusal(Draft draft, RequestCommand.Submit submit) {
    if (draft.requestOrNull() != null) {
      return new Refusal(
          Code.REQUEST_ID_USED,
          "request %s exists already; submit under a new requestId".formatted(draft.requestId()));
    }
    return submit.retryFailedOf() == null
        ? accountsRefusal(submit.accounts())
        : retryRefusal(submit, submit.retryFailedOf());
  }

  private @Nullable Refusal accountsRefusal(List<String> accounts) {
    if (accounts.isEmpty()) {
      return new Refusal(
          Code.NO_ACCOUNTS, "the request names no account; name 1 to " + settings.maxAccounts());
    }
    if (accounts.size() > settings.maxAccounts()) {
      return new Refusal(
          Code.TOO_MANY_ACCOUNTS,
          "the request names %,d accounts and may name %,d; split it"
              .formatted(accounts.size(), settings.maxAccounts()));
    }
    var seen = new HashSet<String>();
    for (var account : accounts) {
      if (account.isBlank() || !seen.add(account)) {
        return account.isBlank()
            ? new Refusal(Code.INVALID_COMMAND, "the request names an account without an id")
            : new Refusal(
                Code.DUPLICATE_ACCOUNT, "the request names account " + account + " twice");
      }
    }
    return null;
  }

  private static @Nullable Refusal retryRefusal(RequestCommand.Submit submit, String retried) {
    if (!submit.accounts().isEmpty()) {
      return new Refusal(Code.INVALID_COMMAND, "name accounts or the request to retry, not both");
    }
    return retried.equals(submit.header().requestId())
        ? new Refusal(
            Code.INVALID_COMMAND, "a request cannot retry itself; submit under a new requestId")
        : null;
  }

  private void lookUp(Draft draft, RequestCommand.Submit submit, String retried) {
    var header = submit.header();
    draft.put(
        begun(
            draft,
            header.firmId(),
            submission(submit),
            RequestPhase.LOOKING_UP,
            RequestCounts.NONE,
            header.at()));
    draft.send(
        new RequestOutput.ToRequest(
            new RetryMessage.Question(retried, draft.requestId(), header.firmId(), header.at())));
  }

  /** Begins the retry whose accounts have been looked up. */
  void retry(Draft draft, RetryMessage.Accounts accounts) {
    var waiting = draft.request();
    var asked = waiting.submission();
    var submission =
        new Submission(
            asked.commandId(),
            asked.submittedBy(),
            asked.submittedAt(),
            asked.logic() == null ? accounts.logic() : asked.logic(),
            accounts.scope(),
            accounts.source(),
            asked.retryFailedOf());
    var firmId = waiting.firmId() == null ? accounts.firmId() : waiting.firmId();
    waiting.phase().to(RequestPhase.BUILDING);
    build(draft, firmId, submission, accounts.accounts(), accounts.at());
  }

  /** Begins a request of one account that asked for it; one whose id is used is rejected. */
  void open(Draft draft, AccountOutcome.Opened opened) {
    var existing = draft.requestOrNull();
    if (existing == null) {
      var submission =
          new Submission(
              null,
              opened.openedBy(),
              opened.at(),
              opened.logic(),
              opened.scope(),
              opened.source(),
              null);
      build(draft, opened.firmId(), submission, List.of(opened.accountId()), opened.at());
    } else if (!isSame(existing, opened)) {
      draft.send(RequestOutput.Rejected.of(opened));
      draft.ask(
          new AccountTask.Discard(
              draft.requestId(), opened.accountId(), Reason.REQUEST_ID_USED, opened.at()));
    }
  }

  private static boolean isSame(Request existing, AccountOutcome.Opened opened) {
    var submission = existing.submission();
    return submission.commandId() == null
        && submission.submittedBy().equals(opened.openedBy())
        && submission.submittedAt().equals(opened.at())
        && submission.scope().equals(opened.scope());
  }

  private void build(
      Draft draft,
      @Nullable String firmId,
      Submission submission,
      List<String> accounts,
      Instant at) {
    var counts = RequestCounts.building(accounts.size());
    draft.put(begun(draft, firmId, submission, RequestPhase.BUILDING, counts, at));
    for (var account : accounts) {
      draft.add(RequestAccountState.building(draft.requestId(), account, at));
      draft.ask(
          new AccountTask.Build(
              draft.requestId(),
              account,
              firmId,
              submission.logic(),
              submission.scope(),
              submission.source(),
              at));
    }
  }

  /** A request that waits for answers from this time on. */
  private Request begun(
      Draft draft,
      @Nullable String firmId,
      Submission submission,
      RequestPhase phase,
      RequestCounts counts,
      Instant at) {
    return new Request(
        draft.requestId(),
        firmId,
        SharedId.NONE,
        SharedId.NONE,
        submission,
        phase,
        counts,
        FillCounts.ZERO,
        at.plus(settings.answerWithin()),
        settings.calendars().standard().endOfBusinessDay(submission.submittedAt()),
        null,
        null,
        /* groupsSellAtLoss= */ false,
        at);
  }

  private static Submission submission(RequestCommand.Submit submit) {
    var header = submit.header();
    return new Submission(
        header.commandId(),
        header.sentBy(),
        header.at(),
        submit.logic(),
        new BuildScope.WholeAccount(),
        Acr.Source.REBALANCE,
        submit.retryFailedOf());
  }
}
