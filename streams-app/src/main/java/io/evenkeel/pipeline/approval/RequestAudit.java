package io.evenkeel.pipeline.approval;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.RequestCommand;
import io.evenkeel.core.approval.RequestDecision;
import io.evenkeel.core.approval.RequestPhase;
import io.evenkeel.core.approval.RequestStanding;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.pipeline.wire.RequestMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask of requests, for the audit. */
final class RequestAudit {
  private RequestAudit() {}

  /** None where it is neither a command nor what comes of one. */
  static List<AuditEntry> of(
      Object content, RequestState before, RequestDecision decision, Instant at) {
    var step = new Taken(before, decision);
    var entries = new ArrayList<>(ofTime(before, decision, at));
    if (content instanceof RequestCommand command) {
      entries.add(step.commanded(command));
    } else if (content instanceof RequestMessage.Answer answer
        && answer.outcome() instanceof AccountOutcome.Opened opened) {
      entries.add(step.opened(opened));
    }
    return entries;
  }

  /** What comes of a retry that waited; a record may be the one that lets time pass. */
  static List<AuditEntry> ofTime(RequestState before, RequestDecision decision, Instant now) {
    return new Taken(before, decision).lookedUp(now).stream().toList();
  }

  /** One step, with what stood before and after it. */
  private record Taken(RequestState before, RequestDecision decision) {

    private AuditEntry commanded(RequestCommand command) {
      var header = command.header();
      var refusal = RequestStanding.refusal(decision, header.commandId());
      var repeated = before.commands().answerTo(header.commandId(), header.at()) != null;
      return entry(
          command.getClass().getSimpleName(),
          header.sentBy(),
          header.firmId(),
          header.at(),
          header.commandId(),
          command.toString(),
          repeated ? Outcome.REPEATED : outcome(refusal),
          refusal);
    }

    /** A retry that is accepted waits for what the other request says of its accounts. */
    private Outcome outcome(@Nullable String refusal) {
      if (refusal != null) {
        return Outcome.REJECTED;
      }
      var after = decision.state().request();
      return before.request() == null && after != null && after.phase() == RequestPhase.LOOKING_UP
          ? Outcome.WAITING
          : Outcome.ACCEPTED;
    }

    /** What comes of such a retry; of one that is canceled the cancellation says it. */
    private Optional<AuditEntry> lookedUp(Instant at) {
      var waiting = before.request();
      var after = decision.state().request();
      if (waiting == null
          || waiting.phase() != RequestPhase.LOOKING_UP
          || (after != null && after.phase() != RequestPhase.BUILDING)) {
        return Optional.empty();
      }
      var submission = waiting.submission();
      var refusal = RequestStanding.refusal(decision, submission.commandId());
      return Optional.of(
          entry(
              "Submit",
              submission.submittedBy(),
              waiting.firmId(),
              at,
              submission.commandId(),
              submission.toString(),
              refusal == null ? Outcome.ACCEPTED : Outcome.REJECTED,
              refusal));
    }

    /** A command about an account that makes a request of its own. */
    private AuditEntry opened(AccountOutcome.Opened opened) {
      var refusal = RequestStanding.refusal(decision, /* commandId= */ null);
      var repeated = refusal == null && before.request() != null;
      return entry(
          "Open",
          opened.openedBy(),
          opened.firmId(),
          opened.at(),
          null,
          opened.toString(),
          repeated ? Outcome.REPEATED : outcome(refusal),
          refusal);
    }

    private AuditEntry entry(
        String action,
        String who,
        @Nullable String firmId,
        Instant at,
        @Nullable String commandId,
        String content,
        Outcome outcome,
        @Nullable String refusal) {
      return new AuditEntry(
          AuditEntry.subject(Kind.REQUEST, before.requestId()),
          action,
          who,
          firmId,
          at,
          commandId,
          content,
          RequestStanding.of(before),
          RequestStanding.of(decision.state()),
          outcome,
          refusal);
    }
  }
}
