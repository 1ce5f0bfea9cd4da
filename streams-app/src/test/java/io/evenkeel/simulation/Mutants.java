package io.evenkeel.simulation;

import static io.evenkeel.simulation.Invariant.*;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Decision;
import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.DriftWatch;
import io.evenkeel.core.history.Execution;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.TradeProposal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every bug that the simulation has to catch. */
final class Mutants {
  private static final Object SKIPPED = new Object();

  private Mutants() {}

  static List<Mutant> all() {
    return List.of(
        // What a transaction holds together.
        gives(
            "a dropped commit",
            Set.of(EVERY_INPUT_ENDS, DRIFT_SEQUENCES_GAPLESS, COMES_TO_REST),
            "simulation.OpenTransaction",
            "positions",
            x -> java.util.Map.of()),
        new Mutant(
            "an event that is emitted before its state",
            Set.of(
                DRIFT_SEQUENCES_GAPLESS,
                APPROVED_ORDERS_COME_ONCE,
                BATCH_NUMBERS_GAPLESS,
                EVERY_INPUT_ENDS,
                NO_ORDER_WITHOUT_APPROVAL,
                STATUS_FOLLOWS_EVENTS,
                APPROVAL_BOUND_TO_CONTENT,
                HISTORY_ADDS_UP,
                ADVISORIES_ALTERNATE,
                COMMANDS_ACT_ONCE,
                AUDIT_IS_WHOLE,
                APPROVED_ORDERS_REACH_THE_CUSTODIAN),
            "simulation.SimulatedThread",
            "abort",
            new Planted.Bug() {
              @Override
              public Object before(Object self, Object[] args) {
                ((SimulatedThread) self).sayWithoutState();
                return null;
              }
            }),
        gives(
            "a restore that stops one record early",
            Set.of(
                DRIFT_SEQUENCES_GAPLESS,
                STATUS_FOLLOWS_EVENTS,
                NEWEST_POSITIONS_COUNT,
                COMMANDS_ACT_ONCE,
                EVERY_INPUT_ENDS,
                STATUSES_ALTERNATE,
                BATCH_NUMBERS_GAPLESS,
                ADVISORIES_ALTERNATE,
                HISTORY_ADDS_UP,
                REQUESTS_END,
                BOARDS_NEVER_GO_BACK,
                FINAL_STATUS_IS_EXACT,
                AUDIT_IS_WHOLE,
                HISTORY_IS_FOLD),
            "simulation.RestoringStores",
            "changelog",
            x -> withoutLast((List<?>) x)),
        gives(
            "a skipped fence",
            Set.of(BOARDS_NEVER_GO_BACK, PROPOSALS_RECOMPUTE, HALTS_HOLD),
            "pipeline.market.FenceGate",
            "isOpen",
            x -> true),
        skips(
            "a fence that only a look keeps",
            Set.of(BOARDS_NEVER_GO_BACK, PRICES_FRESH_AT_APPROVAL, HALTS_HOLD),
            "pipeline.account.BoardFence",
            "keep",
            args -> isCalledBy("AccountStage") ? SKIPPED : null),
        // What happens once.
        new Mutant(
            "a double fold",
            Set.of(FILLS_WITHIN_ORDERS, HISTORY_IS_FOLD),
            "core.history.BatchFills",
            "plus",
            foldedTwice()),
        gives(
            "a missing dedupe of account commands",
            Set.of(COMMANDS_ACT_ONCE, EVERY_INPUT_ENDS),
            "core.account.CommandMemory",
            "answerTo",
            x -> null),
        gives(
            "a missing dedupe of request commands",
            Set.of(COMMANDS_ACT_ONCE),
            "core.approval.AnsweredCommands",
            "answerTo",
            x -> null),
        gives(
            "a refused record that is reported again after a restart",
            Set.of(EVERY_INPUT_ENDS),
            "pipeline.market.ReportMemory",
            "writtenUpTo",
            x -> x == null ? null : (Object) 0L),
        takes(
            "an order id that does not know its request",
            Set.of(APPROVED_ORDERS_COME_ONCE),
            "core.approval.OrderIds",
            "orderId",
            0,
            x -> "R"),
        gives(
            "a batch number that is not kept",
            Set.of(BATCH_NUMBERS_GAPLESS),
            "core.approval.ReleaseState",
            "lastBatchSeq",
            x -> 0L),
        // What time has to do.
        gives(
            "a lost timer of requests",
            Set.of(REQUESTS_END),
            "core.approval.Requests",
            "nextDue",
            x -> null),
        gives(
            "a lost timer of accounts",
            Set.of(EVERY_INPUT_ENDS),
            "core.account.Deadlines",
            "next",
            x -> null),
        // What approval is bound to.
        gives(
            "a stale price used",
            Set.of(PRICES_FRESH_AT_APPROVAL),
            "core.account.Staleness",
            "prices",
            x -> null),
        gives(
            "stale positions used",
            Set.of(CASH_IS_CONSERVED, NO_RESTRICTION_BROKEN),
            "core.account.Staleness",
            "contents",
            x -> null),
        gives(
            "an approval that is not bound to its hash",
            Set.of(APPROVAL_BOUND_TO_CONTENT),
            "core.account.Staleness",
            "hash",
            x -> null),
        gives(
            "an order that grows on its way out",
            Set.of(APPROVAL_BOUND_TO_CONTENT),
            "pipeline.wire.ReleaseWire",
            "approved",
            x -> oneMore((ApprovedTradeBatch) x)),
        gives(
            "an account that was left out and is approved",
            Set.of(NO_ORDER_WITHOUT_APPROVAL),
            "core.approval.RequestCommand$Approve",
            "except",
            x -> List.of()),
        gives(
            "an approval by another firm",
            Set.of(NO_ORDER_WITHOUT_APPROVAL),
            "core.approval.Approvals",
            "crossesFirms",
            x -> false),
        gives(
            "a halt that nobody looks at",
            Set.of(HALTS_HOLD),
            "pipeline.approval.ReleaseProcessor",
            "word",
            x -> null),
        skips(
            "a refused release that the account is not told of",
            Set.of(
                APPROVED_ORDERS_REACH_THE_CUSTODIAN,
                FINAL_STATUS_IS_EXACT,
                HISTORY_ADDS_UP,
                HISTORY_IS_FOLD),
            "core.account.Approving",
            "releaseRefused",
            Mutants::unchanged),
        skips(
            "restrictions that are not taken in",
            Set.of(NO_RESTRICTION_BROKEN),
            "core.account.Inputs",
            "restrictions",
            Mutants::unchanged),
        gives(
            "a second batch beside the open one",
            Set.of(ONE_LIVE_BATCH),
            "core.account.BatchEnding",
            "isCovered",
            x -> true),
        // What custodians say.
        skips(
            "a bust that is not heard",
            Set.of(HISTORY_IS_FOLD, FILLS_WITHIN_ORDERS),
            "core.history.Trades",
            "bust",
            args -> SKIPPED),
        skips(
            "progress that a request does not take in",
            Set.of(HISTORY_IS_FOLD),
            "core.approval.Answers",
            "progressed",
            args -> SKIPPED),
        // What is judged.
        takes(
            "an overtaken snapshot that is applied",
            Set.of(NEWEST_POSITIONS_COUNT),
            "core.account.Inputs",
            "positions",
            1,
            x -> x == null ? null : later((Positions) x)),
        skips(
            "a price that the engine does not hear of",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.drift.CorridorDriftEngine",
            "securityChanged",
            args -> SKIPPED),
        skips(
            "an account that nobody marks",
            Set.of(FINAL_STATUS_IS_EXACT, STATUS_FOLLOWS_EVENTS),
            "core.drift.CorridorDriftEngine",
            "mark",
            args -> SKIPPED),
        gives(
            "a breach that is not seen",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.drift.Hysteresis",
            "side",
            x -> io.evenkeel.core.drift.Side.NONE),
        gives(
            "an event that is lost",
            Set.of(DRIFT_SEQUENCES_GAPLESS, STATUS_FOLLOWS_EVENTS),
            "core.drift.DriftWatch",
            "look",
            x -> mute((DriftWatch.Seen) x)),
        skips(
            "a status that is not written",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.account.StatusSaying",
            "said",
            args -> unchanged(args)),
        gives(
            "an advisory that is forgotten once said",
            Set.of(ADVISORIES_ALTERNATE),
            "core.account.AccountBook",
            "raised",
            x -> new java.util.TreeMap<>()),
        gives(
            "an event that says another equity",
            Set.of(EVENTS_RECOMPUTE),
            "pipeline.wire.DriftWire",
            "write",
            x -> x instanceof DriftEvent e ? richer(e) : x),
        gives(
            "a proposal that says another price",
            Set.of(PROPOSALS_RECOMPUTE),
            "pipeline.wire.ProposalWire",
            "write",
            x -> x instanceof TradeProposal p ? dearer(p) : x),
        gives(
            "an audit that begins anew",
            Set.of(AUDIT_IS_WHOLE),
            "core.audit.AuditLink",
            "head",
            x -> AuditHead.NONE),
        // What comes in.
        skips(
            "a malformed record that vanishes",
            Set.of(EVERY_INPUT_ENDS),
            "pipeline.intake.ReadProcessor",
            "forward",
            args -> args[0].equals("") ? SKIPPED : null),
        gives(
            "an old price that is believed",
            Set.of(BOARDS_NEVER_GO_BACK, EVERY_INPUT_ENDS, FINAL_STATUS_IS_EXACT),
            "core.market.GuardState",
            "newest",
            x -> java.time.Instant.MIN),
        new Mutant(
            "counts that forget where an account was",
            Set.of(HISTORY_ADDS_UP),
            "core.approval.RequestCounts",
            "failed",
            after(x -> 0)),
        skips(
            "a handler that cannot bear an unknown account",
            Set.of(NO_HANDLER_FAILS),
            "core.account.Inputs",
            "unknownAccount",
            args -> {
              throw new IllegalStateException("unknown");
            }),
        gives(
            "a status that is said again and again",
            Set.of(STATUS_FOLLOWS_EVENTS, COMES_TO_REST),
            "core.account.AccountBook",
            "reported",
            x -> null));
  }

  private static Mutant gives(
      String name, Set<Invariant> caughtBy, String type, String method, UnaryOperator<Object> bug) {
    return new Mutant(name, caughtBy, type, method, after(bug));
  }

  private static Planted.Bug after(UnaryOperator<Object> bug) {
    return new Planted.Bug() {
      @Override
      public Object after(Object self, Object[] args, Object given) {
        return bug.apply(given);
      }
    };
  }

  private static Mutant takes(
      String name,
      Set<Invariant> caughtBy,
      String type,
      String method,
      int index,
      UnaryOperator<Object> bug) {
    return new Mutant(
        name,
        caughtBy,
        type,
        method,
        new Planted.Bug() {
          @Override
          public Object before(Object self, Object[] args) {
            args[index] = bug.apply(args[index]);
            return null;
          }
        });
  }

  /** What the method is to give instead of being run; {@code null}: it is run. */
  private interface Instead {
    Object of(Object[] args);
  }

  private static Mutant skips(
      String name, Set<Invariant> caughtBy, String type, String method, Instead instead) {
    return new Mutant(
        name,
        caughtBy,
        type,
        method,
        new Planted.Bug() {
          @Override
          public Object before(Object self, Object[] args) {
            return instead.of(args);
          }

          @Override
          public Object after(Object self, Object[] args, Object given) {
            var instead1 = given != null ? null : instead.of(args);
            return instead1 == null || instead1 == SKIPPED ? given : instead1;
          }
        });
  }

  private static boolean isCalledBy(String type) {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("." + type)));
  }

  private static Object unchanged(Object[] args) {
    return new Decision((AccountBook) args[0], List.of());
  }

  private static Planted.Bug foldedTwice() {
    return new Planted.Bug() {
      @Override
      public Object before(Object self, Object[] args) {
        var execution = (Execution) args[0];
        var known = ((io.evenkeel.core.history.BatchFills) self).executions();
        if (known.containsKey(execution.executionId())) {
          args[0] = renamed(execution, execution.executionId() + "-again");
        }
        return null;
      }
    };
  }

  private static Execution renamed(Execution e, String id) {
    return new Execution(
        id,
        e.type(),
        e.refExecutionId(),
        e.orderId(),
        e.custodianOrderId(),
        e.accountId(),
        e.batchId(),
        e.custodianId(),
        e.quantity(),
        e.price(),
        e.fees(),
        e.netAmount(),
        e.tradeDate(),
        e.settleDate(),
        e.reason(),
        e.at());
  }

  private static List<?> withoutLast(List<?> records) {
    return records.isEmpty() ? records : records.subList(0, records.size() - 1);
  }

  private static Object oneMore(ApprovedTradeBatch batch) {
    if (!batch.getOrders().isEmpty()) {
      var order = batch.getOrders().get(0);
      order.setQuantity(order.getQuantity().add(BigDecimal.ONE));
    }
    return batch;
  }

  private static Object later(Positions positions) {
    return new Positions(
        positions.accountId(),
        positions.version() + 1_000_000,
        positions.asOf(),
        positions.feed(),
        positions.executionsThrough(),
        positions.sleeves());
  }

  private static Object mute(DriftWatch.Seen seen) {
    return seen.events().size() < 1
        ? seen
        : new DriftWatch.Seen(
            seen.memory(), seen.judgement(), seen.events().subList(1, seen.events().size()));
  }

  private static Object richer(DriftEvent event) {
    if (event.getEquity() != null) {
      event.setEquity(event.getEquity().add(BigDecimal.ONE));
    }
    return event;
  }

  private static Object dearer(TradeProposal proposal) {
    if (!proposal.getOrders().isEmpty()) {
      var order = proposal.getOrders().get(0);
      order.setPrice(order.getPrice().add(BigDecimal.ONE));
    }
    return proposal;
  }
}
