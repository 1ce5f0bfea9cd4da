package io.evenkeel.pipeline.drift;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.AccountCommand;
import io.evenkeel.core.account.AccountStanding;
import io.evenkeel.core.account.Decision;
import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.pipeline.wire.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask of accounts, for the audit; positions and accounts themselves are feeds. */
final class AccountAudit {
  private AccountAudit() {}

  /** Of what an account is told. */
  static AccountSteps.Aside of(Received<AccountInput> received) {
    return (before, decision, at) -> {
      var step = new Taken(received.key(), before, decision, at);
      var said = step.waitedFor();
      if (received.content() instanceof AccountInput.Asked asked) {
        said.add(step.entry(asked.command()));
      }
      if (received.content() instanceof AccountInput.Limited limited) {
        said.add(step.entry(limited));
      }
      return said.stream().map(AuditWire::write).toList();
    };
  }

  /** Of time that passes: commands that waited in vain. */
  static AccountSteps.Aside ofTime(String accountId) {
    return (before, decision, at) ->
        new Taken(accountId, before, decision, at)
            .waitedFor().stream().map(AuditWire::write).toList();
  }

  /** One step, with what stood before and after it. */
  private record Taken(String accountId, AccountBook before, Decision decision, Instant at) {

    /** Commands that had waited for their account, and do no longer. */
    private List<AuditEntry> waitedFor() {
      var entries = new ArrayList<AuditEntry>();
      for (var waiting : before.waiting()) {
        var command = waiting.command();
        if (!AccountStanding.isWaiting(decision.book(), command.commandId())) {
          var refusal = AccountStanding.refusal(decision, command.commandId());
          entries.add(
              entry(command, refusal == null ? Outcome.ACCEPTED : Outcome.REJECTED, refusal));
        }
      }
      return entries;
    }

    private AuditEntry entry(AccountCommand command) {
      var refusal = AccountStanding.refusal(decision, command.commandId());
      return entry(command, outcome(command.commandId(), refusal), refusal);
    }

    private Outcome outcome(String commandId, @Nullable String refusal) {
      if (before.commands().answerTo(commandId, at) != null
          || AccountStanding.isWaiting(before, commandId)) {
        return Outcome.REPEATED;
      }
      if (refusal != null) {
        return Outcome.REJECTED;
      }
      return AccountStanding.isWaiting(decision.book(), commandId)
          ? Outcome.WAITING
          : Outcome.ACCEPTED;
    }

    private AuditEntry entry(AccountCommand command, Outcome outcome, @Nullable String refusal) {
      return new AuditEntry(
          AuditEntry.subject(Kind.ACCOUNT, accountId),
          command.ask().getClass().getSimpleName(),
          command.sentBy(),
          command.firmId(),
          at,
          command.commandId(),
          command.ask().toString(),
          AccountStanding.of(before),
          AccountStanding.of(decision.book()),
          outcome,
          refusal);
    }

    private AuditEntry entry(AccountInput.Limited limited) {
      return new AuditEntry(
          AuditEntry.subject(Kind.ACCOUNT, accountId),
          "Restrictions",
          "",
          null,
          at,
          null,
          limited.restrictions().toString(),
          before.limits().restrictions().toString(),
          decision.book().limits().restrictions().toString(),
          Outcome.ACCEPTED,
          null);
    }
  }
}
