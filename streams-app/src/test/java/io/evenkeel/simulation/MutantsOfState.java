package io.evenkeel.simulation;

import static io.evenkeel.simulation.Grafting.SKIPPED;
import static io.evenkeel.simulation.Grafting.gives;
import static io.evenkeel.simulation.Grafting.skips;
import static io.evenkeel.simulation.Grafting.takes;
import static io.evenkeel.simulation.Invariant.*;

import io.evenkeel.core.history.Execution;
import java.util.List;
import java.util.Set;

/** Bugs in what is committed together, happens once, and is due at a time. */
final class MutantsOfState {
  private MutantsOfState() {}

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
            x -> null));
  }

  private static boolean isCalledBy(String type) {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("." + type)));
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
}
