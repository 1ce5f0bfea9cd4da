package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Money;
import java.util.List;

/** A build's result, told in words: {@code "SELL SECURITY:A 3"}, {@code "MANAGED -> TECH 100"}. */
record Outcome(BuildInput input, BuildResult result) {

  static Outcome of(BuildInput input) {
    return new Outcome(input, TradeBuilder.build(input));
  }

  TradePlan plan() {
    if (result instanceof BuildResult.Proposed proposed) {
      return proposed.plan();
    }
    if (result instanceof BuildResult.NoTrades) {
      return new TradePlan(List.of(), List.of(), List.of());
    }
    throw new IllegalStateException("the build failed: " + result);
  }

  List<String> orders() {
    return plan().orders().stream()
        .map(order -> order.side() + " " + order.line() + " " + order.quantity())
        .toList();
  }

  List<String> transfers() {
    return plan().transfers().stream()
        .map(each -> each.fromSleeveId() + " -> " + each.toSleeveId() + " " + each.amount())
        .toList();
  }

  List<SleeveChange> changes() {
    return plan().sleeveChanges();
  }

  IssueCode issue() {
    if (result instanceof BuildResult.Failed failed) {
      return failed.code();
    }
    throw new IllegalStateException("the build did not fail: " + result);
  }

  Positions filled() {
    return Filled.apply(input.positions(), plan());
  }

  Money managedCash() {
    return filled().managed().cash();
  }

  Money sleeveCash(String modelId) {
    return filled().model(modelId).orElseThrow().cash();
  }

  /** The build right after this one was filled. */
  Outcome again() {
    return of(World.after(input, plan()));
  }
}
