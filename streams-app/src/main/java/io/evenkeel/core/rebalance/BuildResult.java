package io.evenkeel.core.rebalance;

/** What became of a build. */
public sealed interface BuildResult {
  record Proposed(TradePlan plan) implements BuildResult {}

  /** Nothing to do that a lot, a transfer or an ACR could do. */
  record NoTrades() implements BuildResult {}

  /** Nothing is built for this account; {@code sentence} says why and what to do. */
  record Failed(IssueCode code, String sentence) implements BuildResult {}
}
