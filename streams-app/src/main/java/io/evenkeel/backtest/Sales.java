package io.evenkeel.backtest;

import io.evenkeel.core.custody.NetAmount;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.rebalance.TradeSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sales of one account as their custodian's newest word has them: what a script busts is none,
 * and what it corrects is as it says then.
 */
final class Sales {
  private final List<Sale> filled = new ArrayList<>();
  private final List<Execution> said = new ArrayList<>();

  void add(Sale sale) {
    filled.add(sale);
  }

  /** Takes in what a script lets the custodian say, also before what it is about. */
  void said(Execution execution) {
    said.add(execution);
  }

  GainTally gains() {
    return GainTally.of(
        now().stream().filter(sale -> sale.quantity().signum() > 0).map(Sale::gain).toList());
  }

  private List<Sale> now() {
    var byExecution = new LinkedHashMap<String, Sale>();
    filled.forEach(sale -> byExecution.put(sale.executionId(), sale));
    var roots = new HashMap<String, String>();
    said.forEach(execution -> apply(execution, byExecution, roots));
    return List.copyOf(byExecution.values());
  }

  /**
   * Anything but a bust or correction of a sale changes nothing.
   *
   * @param roots the execution that a correction leads back to
   */
  private static void apply(
      Execution execution, Map<String, Sale> byExecution, Map<String, String> roots) {
    var ref = execution.refExecutionId();
    if (ref == null) {
      return;
    }
    var root = roots.getOrDefault(ref, ref);
    if (execution.type() == Execution.Type.BUST) {
      byExecution.remove(root);
    } else if (execution.type() == Execution.Type.CORRECT) {
      roots.put(execution.executionId(), root);
      byExecution.computeIfPresent(root, (id, sale) -> corrected(sale, execution));
    }
  }

  /** Without a quantity and a price it corrects nothing: the pipeline takes it for an anomaly. */
  private static Sale corrected(Sale sale, Execution execution) {
    var quantity = execution.quantity();
    return quantity == null || execution.price() == null
        ? sale
        : sale.corrected(quantity, NetAmount.of(execution, TradeSide.SELL));
  }
}
