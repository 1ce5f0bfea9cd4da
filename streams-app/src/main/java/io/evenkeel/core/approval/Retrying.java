package io.evenkeel.core.approval;

import io.evenkeel.core.approval.Refusal.Code;
import io.evenkeel.core.approval.RequestAccountState.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a request finds the failed accounts of another: {@link RetryMessage}. */
final class Retrying {
  private Retrying() {}

  /** What an old request answers to a new one. */
  static void answer(Draft draft, RetryMessage.Question question) {
    var refusal = refusal(draft, question);
    draft.send(
        new RequestOutput.ToRequest(
            refusal == null
                ? failedAccounts(draft, question)
                : new RetryMessage.Refused(
                    question.askedBy(), draft.requestId(), refusal, question.at())));
  }

  private static @Nullable Refusal refusal(Draft draft, RetryMessage.Question question) {
    var request = draft.requestOrNull();
    var id = draft.requestId();
    if (request == null || request.phase() == RequestPhase.LOOKING_UP) {
      return new Refusal(Code.UNKNOWN_REQUEST, "there is no request " + id + " to retry");
    }
    if (Approvals.crossesFirms(question.firmId(), request.firmId())) {
      return new Refusal(Code.WRONG_FIRM, "request " + id + " belongs to another firm");
    }
    if (request.phase() == RequestPhase.BUILDING) {
      return new Refusal(
          Code.STILL_BUILDING, "request " + id + " still builds; retry it when it has answered");
    }
    return request.counts().failed() == 0
        ? new Refusal(Code.NOTHING_TO_RETRY, "no account of request " + id + " failed")
        : null;
  }

  private static RetryMessage failedAccounts(Draft draft, RetryMessage.Question question) {
    var request = draft.request();
    var failed =
        draft.rows().stream()
            .filter(row -> row.status() == Status.FAILED)
            .map(RequestAccountState::accountId)
            .sorted()
            .toList();
    return new RetryMessage.Accounts(
        question.askedBy(),
        draft.requestId(),
        failed,
        request.firmId(),
        request.submission().logic(),
        request.submission().scope(),
        request.submission().source(),
        question.at());
  }

  /** Whether the message answers what this request has asked and not been told yet. */
  static boolean isAwaited(Draft draft, RetryMessage message) {
    var request = draft.requestOrNull();
    return request != null
        && request.phase() == RequestPhase.LOOKING_UP
        && oldRequest(message).equals(request.submission().retryFailedOf());
  }

  private static String oldRequest(RetryMessage message) {
    if (message instanceof RetryMessage.Accounts accounts) {
      return accounts.of();
    }
    return message instanceof RetryMessage.Refused refused ? refused.of() : "";
  }

  /** Rejects the command that asked for the retry; its requestId is free again. */
  static void giveUp(Draft draft, Refusal refusal, Instant at) {
    var request = draft.request();
    var submission = request.submission();
    var commandId = submission.commandId();
    if (commandId != null) {
      var header =
          new RequestCommand.Header(
              commandId, request.requestId(), submission.submittedBy(), request.firmId(), at);
      draft.remember(new AnsweredCommands.Answered(commandId, submission.submittedAt(), refusal));
      draft.send(RequestOutput.Rejected.of(header, refusal));
    }
    draft.put(null);
  }
}
