package io.evenkeel.core.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides the life of requests ({@link RequestPhase}): pure, one input at a time. Every input first
 * brings the clock to its own timestamp, so that what is late is late, whether a tick has come by
 * or not.
 *
 * <p>{@code rows} are the accounts of the request. They are read by commands, by the question of a
 * retry and by a tick that is due; by an outcome only where it is the last that is waited for and
 * groups sell at a loss: any other touches one row only.
 */
public final class Requests {
  private final Submitting submitting;
  private final Approvals approvals = new Approvals();
  private final Answers answers;
  private final RequestClock clock;

  public Requests(RequestSettings settings) {
    this.submitting = new Submitting(settings);
    this.answers = new Answers(settings);
    this.clock = new RequestClock(settings);
  }

  /** Answers one command of {@code rebalance-commands}. */
  public RequestDecision command(
      RequestState state, Iterable<RequestAccountState> rows, RequestCommand command) {
    var draft = new Draft(state, rows);
    var header = command.header();
    var answered = state.commands().answerTo(header.commandId(), header.at());
    if (header.commandId().isBlank()) {
      reject(draft, header, new Refusal(Refusal.Code.INVALID_COMMAND, "the command has no id"));
    } else if (answered == null) {
      clock.pass(draft, header.at());
      var refusal = decide(draft, command);
      draft.remember(new AnsweredCommands.Answered(header.commandId(), header.at(), refusal));
      reject(draft, header, refusal);
    } else {
      reject(draft, header, answered.refusal());
    }
    return draft.decided(header.at());
  }

  private @Nullable Refusal decide(Draft draft, RequestCommand command) {
    if (command instanceof RequestCommand.Submit submit) {
      return submitting.submit(draft, submit);
    }
    if (command instanceof RequestCommand.Approve approve) {
      return approvals.approve(draft, approve);
    }
    if (command instanceof RequestCommand.Cancel cancel) {
      return approvals.cancel(draft, cancel);
    }
    return ((RequestCommand.Unusable) command).refusal();
  }

  private static void reject(Draft draft, RequestCommand.Header header, @Nullable Refusal refusal) {
    if (refusal != null) {
      draft.send(RequestOutput.Rejected.of(header, refusal));
    }
  }

  /**
   * Takes in what an account answers. An outcome that is late, repeated or of an account that the
   * request has not is without effect; a proposal among them is discarded at its account.
   *
   * @param row the account's; {@code null} where the request has none of that id
   * @param owner who the account belongs to; {@code null} where nobody knows the account
   */
  public RequestDecision outcome(
      RequestState state,
      Iterable<RequestAccountState> rows,
      @Nullable RequestAccountState row,
      @Nullable Affiliation owner,
      AccountOutcome outcome) {
    var draft = new Draft(state, rows);
    if (outcome instanceof AccountOutcome.Opened opened) {
      submitting.open(draft, opened);
    } else if (state.request() == null || row == null) {
      Answers.discardStray(draft, outcome);
    } else {
      answers.take(draft, row, owner, outcome);
    }
    return draft.decided(outcome.at());
  }

  /** Takes in what another request says. */
  public RequestDecision retry(
      RequestState state, Iterable<RequestAccountState> rows, RetryMessage message) {
    var draft = new Draft(state, rows);
    clock.pass(draft, message.at());
    if (message instanceof RetryMessage.Question question) {
      Retrying.answer(draft, question);
    } else if (Retrying.isAwaited(draft, message)) {
      if (message instanceof RetryMessage.Accounts accounts) {
        submitting.retry(draft, accounts);
      } else if (message instanceof RetryMessage.Refused refused) {
        Retrying.giveUp(draft, refused.refusal(), refused.at());
      }
    }
    return draft.decided(message.at());
  }

  /** Lets time pass: gives up waiting, expires, forgets commands. */
  public RequestDecision tick(RequestState state, Iterable<RequestAccountState> rows, Instant now) {
    var draft = new Draft(state, rows);
    clock.pass(draft, now);
    draft.forgetCommands(now);
    return draft.decided(now);
  }

  /** When {@link #tick} has next something to do; {@code null} where time changes nothing. */
  public static @Nullable Instant nextDue(RequestState state) {
    return RequestClock.nextDue(state);
  }
}
