package io.evenkeel.core.approval;

import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildResult;
import io.evenkeel.core.rebalance.PlannedOrder;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradeBuilder;
import io.evenkeel.core.rebalance.TradePlan;
import java.util.ArrayList;
import java.util.List;

/** Builds a proposal again from the inputs that it carries. */
public final class Rebuild {
  private Rebuild() {}

  /** A sentence for each thing in which the proposal is not what its inputs lead to; or none. */
  public static List<String> differences(Proposal said, BuildInput input) {
    var result = TradeBuilder.build(input);
    if (result instanceof BuildResult.Proposed proposed) {
      return differences(said, proposed.plan());
    }
    return List.of(
        result instanceof BuildResult.Failed failed
            ? "From its inputs nothing can be built: " + failed.sentence()
            : "From its inputs there is nothing to trade.");
  }

  private static List<String> differences(Proposal said, TradePlan plan) {
    var sentences = new ArrayList<String>();
    compare("Orders", plan.orders().stream().map(Rebuild::order).toList(), orders(said), sentences);
    compare("Transfers", plan.transfers(), said.transfers(), sentences);
    compare(
        "Changes of sleeves",
        plan.sleeveChanges().stream().map(change -> change(said, change)).toList(),
        said.acrs().stream().map(Acr::change).toList(),
        sentences);
    var hash =
        ContentHash.of(
            said.requestId(),
            said.accountId(),
            said.logic(),
            said.orders(),
            said.transfers(),
            said.acrs(),
            said.basis());
    compare("The content hash", List.of(hash), List.of(said.contentHash()), sentences);
    return sentences;
  }

  private static void compare(String what, List<?> again, List<?> said, List<String> sentences) {
    if (!again.equals(said)) {
      sentences.add("%s are %s, the proposal says %s.".formatted(what, again, said));
    }
  }

  /** What an order asks, in words. */
  private static String order(PlannedOrder order) {
    return "%s %s %s of %s at %s for %s"
        .formatted(
            order.side(),
            order.quantity(),
            order.securityId(),
            order.sleeveId(),
            order.price(),
            order.cash());
  }

  private static List<String> orders(Proposal said) {
    return said.orders().stream()
        .map(
            order ->
                "%s %s %s of %s at %s for %s"
                    .formatted(
                        order.side(),
                        order.quantity(),
                        order.securityId(),
                        order.sleeveId(),
                        order.price(),
                        order.cash()))
        .toList();
  }

  /** A proposal of transfers alone latches no leverage, except where a sleeve is opened. */
  private static SleeveChange change(Proposal said, SleeveChange planned) {
    var latches =
        planned.latches() && !(said.orders().isEmpty() && planned.type() != SleeveChange.Type.OPEN);
    return new SleeveChange(
        planned.modelId(),
        planned.sleeveId(),
        planned.type(),
        planned.amount(),
        planned.before(),
        planned.applied(),
        latches);
  }
}
