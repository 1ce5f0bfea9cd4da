package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rebalance of an account would come to if it were submitted now. Found out by building one;
 * nothing is said or remembered of it.
 *
 * @param built what the build gave
 * @param lines each with its weight before and after the trades, at the prices of the build; empty
 *     where the account could not be judged
 */
public record RebalancePreview(TradeProposal built, List<Change> lines) {
  /** The requestId that a preview's ids are made from; no request has it. */
  public static final String REQUEST_ID = "preview";

  private static final String CASH = "CASH";

  public RebalancePreview {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param after its weight if every order were filled at the price of the build; {@code null}
   *     where its base would be gone
   */
  public record Change(Line before, @Nullable Rational after) {}

  /** Looks at an account as it is now. */
  public static RebalancePreview of(AccountBook book, TradeLogic logic, Moment moment) {
    var task =
        new AccountTask.Build(
            REQUEST_ID,
            book.accountId(),
            null,
            logic,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            moment.now());
    var built =
        Building.build(book, task, moment).outputs().stream()
            .filter(Output.Built.class::isInstance)
            .map(said -> ((Output.Built) said).proposal())
            .findFirst();
    return built
        .map(proposal -> new RebalancePreview(proposal, changes(proposal)))
        .orElseThrow(() -> new IllegalStateException(book.accountId() + " was asked before"));
  }

  /** Everything that is bought and sold, in dollars. */
  public Rational turnover() {
    return built.result() instanceof TradeProposal.Result.Proposed proposed
        ? proposed.proposal().orders().stream()
            .map(order -> Rational.of(order.cash().dollars()))
            .reduce(Rational.ZERO, Rational::plus)
        : Rational.ZERO;
  }

  private static List<Change> changes(TradeProposal built) {
    var flows =
        built.result() instanceof TradeProposal.Result.Proposed proposed
            ? Flows.of(built, proposed.proposal())
            : Map.<String, Rational>of();
    var values = new HashMap<String, Rational>();
    built
        .lines()
        .forEach(
            l -> values.put(l.name(), l.value().plus(flows.getOrDefault(l.name(), Rational.ZERO))));
    var changes = new ArrayList<Change>();
    for (var line : built.lines()) {
      changes.add(new Change(line, after(line, values)));
    }
    return changes;
  }

  private static @Nullable Rational after(Line line, Map<String, Rational> values) {
    var value = values.get(line.name());
    var base = base(line, values);
    return value == null || base == null || base.signum() <= 0 ? null : value.dividedBy(base);
  }

  /** Trades and transfers inside an account leave its equity as it is; a sleeve's they change. */
  private static @Nullable Rational base(Line line, Map<String, Rational> values) {
    return switch (line.kind()) {
      case SLEEVE_HOLDING, SLEEVE_CASH -> values.get("MODEL:" + line.modelId());
      case SECURITY, MODEL, CASH ->
          line.weight().isZero() ? equity(values) : line.value().dividedBy(line.weight());
    };
  }

  /** Of a line without weight: what the account-level lines come to together. */
  private static Rational equity(Map<String, Rational> values) {
    return values.entrySet().stream()
        .filter(e -> !e.getKey().contains("/"))
        .map(Map.Entry::getValue)
        .reduce(Rational.ZERO, Rational::plus);
  }

  /** What each line gains; the sleeve of a model is named by it, and any other one is MANAGED. */
  private record Flows(Set<String> lines, Map<String, Rational> gains) {
    static Map<String, Rational> of(TradeProposal built, Proposal proposal) {
      var lines = built.lines().stream().map(Line::name).collect(Collectors.toSet());
      var flows = new Flows(lines, new HashMap<>());
      proposal.orders().forEach(flows::add);
      proposal.transfers().forEach(flows::add);
      return flows.gains;
    }

    private void add(Order order) {
      var cash = Rational.of(order.cash().dollars());
      var bought = order.side() == TradeSide.BUY ? cash : cash.negate();
      gain(order.line(), bought);
      gain(cashOf(order.sleeveId()), bought.negate());
    }

    private void add(Transfer transfer) {
      var amount = Rational.of(transfer.amount().dollars());
      move(transfer.fromSleeveId(), amount.negate());
      move(transfer.toSleeveId(), amount);
    }

    private void move(String sleeveId, Rational amount) {
      gain(cashOf(sleeveId), amount);
      if (isModel(sleeveId)) {
        gain("MODEL:" + sleeveId, amount);
      }
    }

    private String cashOf(String sleeveId) {
      return isModel(sleeveId) ? sleeveId + "/" + CASH : CASH;
    }

    private boolean isModel(String sleeveId) {
      return lines.contains("MODEL:" + sleeveId);
    }

    private void gain(String line, Rational amount) {
      gains.merge(line, amount, Rational::plus);
    }
  }
}
