package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.drift.Causes;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.RestrictedBoards;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.market.RecordedBoards;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildResult;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.Limits;
import io.evenkeel.core.rebalance.LineNote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stage 3 of 5 for one account: a request asks for trades. */
public final class Building {
  private Building() {}

  /**
   * Builds on current prices: a proposal, no trades, or a failure with its reason. Every task is
   * answered by exactly one outcome.
   *
   * <p>An account has one proposal at a time: while one of another request is pending, a build
   * fails with {@code ALREADY_PENDING}, so that nobody approves what somebody else has replaced.
   * The same request again is answered the same, also when it was traded since; one that names what
   * the account's group sells takes the place of the proposal that was built without knowing.
   */
  public static Decision build(AccountBook book, AccountTask.Build task, Moment moment) {
    return answered(book, task, moment)
        .then(next -> Decision.of(Replacing.answered(next, task.requestId())));
  }

  private static Decision answered(AccountBook book, AccountTask.Build task, Moment moment) {
    var settled = Settling.settled(book, moment);
    var account = settled.account();
    var pending = settled.pending();
    if (account == null) {
      return failed(settled, task, IssueCode.UNKNOWN_ACCOUNT, "The account is not known.", moment);
    }
    if (pending != null && pending.requestId().equals(task.requestId())) {
      return pending.groupSales().containsAll(task.groupSales())
          ? again(settled, account, pending)
          : BuildingAgain.inPlaceOf(settled, account, pending, task, moment);
    }
    var traded = settled.batches().ofRequest(task.requestId());
    return traded == null
        ? asked(settled, account, task, moment)
        : Decision.of(
            settled,
            new Output.Outcome(new AccountOutcome.HandedOver(traded.batch(), moment.now())));
  }

  /** What {@link #build} gives where nothing of the request is pending, or was traded. */
  static Decision asked(AccountBook book, Account account, AccountTask.Build task, Moment moment) {
    var refusal = refusal(book, account, task);
    return CashRuns.built(
        refusal != null
            ? failed(book, task, refusal.code(), refusal.sentence(), moment)
            : built(book, account, task, moment),
        task,
        moment);
  }

  /** Judged and built by one look at the boards, which the proposal then carries. */
  private static Decision built(
      AccountBook book, Account account, AccountTask.Build task, Moment moment) {
    var standing = Limiting.standing(book, moment);
    var boards = new RecordedBoards(RestrictedBoards.of(moment.boards(), standing));
    var pinned = moment.on(boards);
    var limits =
        WashSales.and(
            Limiting.of(book, account, HeldAgainst.of(book, moment), moment), task.groupSales());
    var notes = LineNotes.of(book, standing, moment);
    var sight = Sight.of(judged(book, task.scope()), account, pinned);
    return built(book, new Pinned(sight, boards, limits, notes), task, pinned);
  }

  /** A deposit counts when the account is judged. */
  private static AccountBook judged(AccountBook book, BuildScope scope) {
    var positions = book.held();
    return positions != null && scope(book, scope) instanceof BuildScope.CashMovement movement
        ? book.withProvisional(movement.flow().judgedOn(positions))
        : book;
  }

  /** A cash movement is built beside the claims that others have to FUNDING now. */
  private static BuildScope scope(AccountBook book, BuildScope asked) {
    if (!(asked instanceof BuildScope.CashMovement movement)) {
      return asked;
    }
    var run = requireNonNull(CashRuns.buildable(book, movement.runId()));
    return new BuildScope.CashMovement(
        movement.runId(), CashClaims.claiming(book.movements(), run));
  }

  /** One look: what was seen, by which boards, and what limits trading or changed the target. */
  private record Pinned(Sight sight, RecordedBoards boards, Limits limits, LineNotes notes) {}

  private static Decision again(AccountBook book, Account account, PendingProposal pending) {
    return Decision.of(
        book,
        new Output.Outcome(
            new AccountOutcome.Proposed(
                pending.proposal(), account.firmId(), account.advisorId(), account.group())));
  }

  /**
   * Why nothing is built, whatever the prices are; {@code null} where nothing speaks against it.
   */
  private static BuildResult.@Nullable Failed refusal(
      AccountBook book, Account account, AccountTask.Build task) {
    if (task.firmId() != null && !task.firmId().equals(account.firmId())) {
      return new BuildResult.Failed(
          IssueCode.FOREIGN_FIRM, "The account belongs to another firm than the request.");
    }
    var open = book.batches().open();
    if (open != null) {
      return new BuildResult.Failed(
          IssueCode.ORDERS_IN_FLIGHT,
          "Batch %s is not back yet; submit the account again once it is."
              .formatted(open.batchId()));
    }
    var pending = book.pending();
    if (pending != null) {
      return new BuildResult.Failed(
          IssueCode.ALREADY_PENDING,
          "A proposal of request %s waits for approval; approve or cancel it first."
              .formatted(pending.requestId()));
    }
    return notTradable(book, account, task.scope());
  }

  private static BuildResult.@Nullable Failed notTradable(
      AccountBook book, Account account, BuildScope scope) {
    if (account.status() != AccountStatus.ACTIVE) {
      return new BuildResult.Failed(
          IssueCode.ACCOUNT_NOT_ACTIVE,
          "The account is %s; only an ACTIVE account is traded.".formatted(account.status()));
    }
    var difference = Breaks.fault(book);
    if (difference != null) {
      return new BuildResult.Failed(IssueCode.RECONCILIATION_BREAK, difference);
    }
    if (scope instanceof BuildScope.CashMovement movement
        && CashRuns.buildable(book, movement.runId()) == null) {
      return new BuildResult.Failed(
          IssueCode.MOVEMENT_ENDED,
          "Cash movement %s has ended, or is being carried out; ask for another one."
              .formatted(movement.runId()));
    }
    return scope instanceof BuildScope.WholeAccount && !book.instructions().rebalancing()
        ? new BuildResult.Failed(
            IssueCode.REBALANCING_OFF, "Rebalancing is off; switch it on to rebalance the account.")
        : null;
  }

  private static Decision built(
      AccountBook book, Pinned pinned, AccountTask.Build task, Moment moment) {
    var sight = pinned.sight();
    var target = sight.against().target();
    if (target == null || !(sight.judgement() instanceof Judgement.Checkable checkable)) {
      return failed(book, task, IssueCode.UNCHECKABLE, whyUncheckable(book, sight, moment), moment);
    }
    var built = WashProofBuild.of(input(book, pinned, checkable, target.target(), task, moment));
    var input = built.input();
    var notes = pinned.notes().on(input, checkable.lines());
    var from = new TradeProposal.BuiltFrom(input, pinned.boards());
    var why = new Why(checkable.lines(), notes, from);
    var result = built.result();
    if (result instanceof BuildResult.Failed failed) {
      return failed(book, task, failed.code(), failed.sentence(), why, moment);
    }
    if (result instanceof BuildResult.Proposed proposed) {
      var proposal =
          Proposing.proposal(task.requestId(), task.source(), input, proposed.plan(), moment.now());
      var told = why.and(LineNotes.held(proposal)).and(WashProofBuild.notes(proposal, input));
      return Proposing.proposed(book, proposal, told, task, moment);
    }
    return noTrades(book, sight, why, task, moment);
  }

  private static String whyUncheckable(AccountBook book, Sight sight, Moment moment) {
    var reasons =
        sight.judgement() instanceof Judgement.NotCheckable not
            ? not.reasons().stream()
                .map(
                    r -> r.subject().isEmpty() ? r.reason().name() : r.reason() + " " + r.subject())
                .collect(Collectors.joining(", "))
            : "no target";
    var why = "The account cannot be judged: %s.".formatted(reasons);
    return moment.desk().expansion(book.instructions().targetId(), book.firmId())
            instanceof Expansion.Invalid invalid
        ? why + " " + invalid.sentence()
        : why;
  }

  private static BuildInput input(
      AccountBook book,
      Pinned pinned,
      Judgement.Checkable checkable,
      ExpandedTarget target,
      AccountTask.Build task,
      Moment moment) {
    var sight = pinned.sight();
    var account = sight.account();
    return new BuildInput(
        account,
        requireNonNull(book.held()),
        target,
        book.effectiveLeverage(),
        sides(checkable.lines()),
        Causes.reallocatedModels(checkable, sight.against().causes(book.acknowledged())),
        task.logic() == null ? target.tradeLogic() : task.logic(),
        scope(book, task.scope()),
        moment.boards(),
        moment
            .settings()
            .build()
            .withMaintenanceMargin(Margin.maintenance(account, moment.settings()).exact()),
        pinned.limits(),
        moment
            .settings()
            .tax()
            .terms(target.lotMethod(), account.custodianId(), Limiting.today(account, moment)));
  }

  private static Map<String, Side> sides(List<Line> lines) {
    var sides = new TreeMap<String, Side>();
    lines.forEach(line -> sides.put(line.name(), line.side()));
    return sides;
  }

  /** A rebalance without trades acknowledges; whatever still flags the account waits. */
  private static Decision noTrades(
      AccountBook book, Sight sight, Why why, AccountTask.Build task, Moment moment) {
    var account = sight.account();
    var outcome =
        new AccountOutcome.NoTrades(
            task.requestId(),
            book.accountId(),
            account.firmId(),
            account.advisorId(),
            moment.now());
    return Decision.of(
        task.scope() instanceof BuildScope.WholeAccount ? acknowledged(book, sight, moment) : book,
        told(book, task, new TradeProposal.Result.NoTrades(), why, moment),
        new Output.Outcome(outcome));
  }

  private static AccountBook acknowledged(AccountBook book, Sight sight, Moment moment) {
    var acknowledged = book.withAcknowledged(sight.against().acknowledged());
    var flag = sight.flag(acknowledged);
    return flag.isRaised() ? TradeLull.builtEmpty(acknowledged, sight, flag, moment) : acknowledged;
  }

  private static Decision failed(
      AccountBook book, AccountTask.Build task, IssueCode code, String sentence, Moment moment) {
    return failed(book, task, code, sentence, Why.NOTHING_BUILT, moment);
  }

  private static Decision failed(
      AccountBook book,
      AccountTask.Build task,
      IssueCode code,
      String sentence,
      Why why,
      Moment moment) {
    var outcome =
        new AccountOutcome.Failed(task.requestId(), task.accountId(), code, sentence, moment.now());
    return Decision.of(
        book,
        told(book, task, new TradeProposal.Result.Failed(code, sentence), why, moment),
        new Output.Outcome(outcome));
  }

  static Output told(
      AccountBook book,
      AccountTask.Build task,
      TradeProposal.Result result,
      Why why,
      Moment moment) {
    return new Output.Built(
        new TradeProposal(
            task.requestId(),
            task.accountId(),
            book.owner(),
            task.source(),
            result,
            why.lines(),
            why.notes(),
            why.builtFrom(),
            moment.now()));
  }

  /**
   * What led to what a build gave.
   *
   * @param lines empty where the account could not be judged
   */
  record Why(List<Line> lines, List<LineNote> notes, TradeProposal.@Nullable BuiltFrom builtFrom) {
    Why and(List<LineNote> more) {
      return new Why(lines, Stream.concat(notes.stream(), more.stream()).toList(), builtFrom);
    }

    static final Why NOTHING_BUILT = new Why(List.of(), List.of(), null);
  }
}
