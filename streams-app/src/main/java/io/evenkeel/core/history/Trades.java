package io.evenkeel.core.history;

import io.evenkeel.core.history.Anomaly.Code;
import io.evenkeel.core.history.Execution.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Executions with their busts and corrections.
 *
 * <p>A fill and every correction that leads back to it are one trade, also while the fill itself
 * has not come. A trade that any bust names is dead for good. Otherwise exactly one of its
 * executions is live: the one that no correction names, the latest of them if there are several.
 * This depends on nothing but the set, so results may come in any order.
 */
final class Trades {
  private final Map<String, Execution> all = new HashMap<>();
  private final Map<String, List<Execution>> byRoot = new TreeMap<>();
  private final Map<String, Instant> busted = new HashMap<>();
  private final List<Anomaly> anomalies;

  private Trades(List<Anomaly> anomalies) {
    this.anomalies = anomalies;
  }

  /** Sorts these results, one for each executionId; what is wrong with them is added. */
  static Trades of(List<Execution> executions, List<Anomaly> anomalies) {
    var trades = new Trades(anomalies);
    executions.forEach(e -> trades.all.put(e.executionId(), e));
    executions.forEach(trades::sort);
    return trades;
  }

  /** Whether a result of this type changes positions. */
  static boolean moves(Execution execution) {
    return isFill(execution) || execution.type() == Type.BUST;
  }

  private static boolean isFill(Execution execution) {
    return switch (execution.type()) {
      case FILL, PARTIAL, CORRECT -> true;
      case ACK, REJECT, CANCELED, EXPIRED, BUST, CANCEL_REJECTED -> false;
    };
  }

  private void sort(Execution execution) {
    if (execution.type() == Type.BUST) {
      bust(execution);
    } else if (isFill(execution) && isComplete(execution)) {
      byRoot.computeIfAbsent(root(execution.executionId()), r -> new ArrayList<>()).add(execution);
    }
  }

  private void bust(Execution bust) {
    if (names(bust)) {
      busted.merge(
          root(Objects.requireNonNull(bust.refExecutionId())),
          bust.at(),
          (a, b) -> a.isBefore(b) ? a : b);
    }
  }

  private boolean isComplete(Execution fill) {
    var quantity = fill.quantity();
    var price = fill.price();
    var smallest = fill.type() == Type.CORRECT ? 0 : 1;
    if (quantity == null || quantity.signum() < smallest || isUnpriced(fill)) {
      raise(
          Code.INCOMPLETE,
          fill,
          "has quantity %s and price %s".formatted(shown(quantity), shown(price)));
      return false;
    }
    return fill.type() != Type.CORRECT || names(fill);
  }

  private static String shown(@Nullable Object number) {
    return number == null ? "none" : number.toString();
  }

  private static boolean isUnpriced(Execution fill) {
    var price = fill.price();
    var nothing = fill.quantity() != null && fill.quantity().signum() == 0;
    return !nothing && (price == null || price.perUnit().signum() <= 0);
  }

  /** Whether a bust or correction names what it is about; a fill, as far as is known yet. */
  private boolean names(Execution execution) {
    var ref = execution.refExecutionId();
    if (ref == null) {
      raise(Code.MISSING_REFERENCE, execution, "names no execution");
      return false;
    }
    var named = all.get(ref);
    if (named != null && !isFill(named)) {
      raise(Code.BAD_REFERENCE, execution, "names " + ref + ", which is no fill");
      return execution.type() == Type.CORRECT;
    }
    return true;
  }

  /** The execution that this one leads back to; of a circle, the first by id. */
  private String root(String executionId) {
    var path = new LinkedHashSet<String>();
    var id = executionId;
    while (path.add(id)) {
      var execution = all.get(id);
      var ref = execution == null ? null : execution.refExecutionId();
      if (execution == null || execution.type() != Type.CORRECT || ref == null) {
        return id;
      }
      id = ref;
    }
    return firstOfCircle(id);
  }

  private String firstOfCircle(String member) {
    var first = member;
    var id = refOf(member);
    while (!id.equals(member)) {
      first = id.compareTo(first) < 0 ? id : first;
      id = refOf(id);
    }
    return first;
  }

  private String refOf(String executionId) {
    return Objects.requireNonNull(Objects.requireNonNull(all.get(executionId)).refExecutionId());
  }

  /** The executions that count. */
  List<Execution> live() {
    var live = new ArrayList<Execution>();
    byRoot.forEach(
        (root, trade) -> {
          var last = last(root, trade);
          if (busted.containsKey(root)) {
            raiseCorrectionOfBusted(trade, Objects.requireNonNull(busted.get(root)));
          } else {
            live.add(last);
          }
        });
    return live;
  }

  private Execution last(String root, List<Execution> trade) {
    var corrected =
        trade.stream()
            .filter(e -> e.type() == Type.CORRECT)
            .map(Execution::refExecutionId)
            .collect(Collectors.toSet());
    var ends = trade.stream().filter(e -> !corrected.contains(e.executionId())).toList();
    if (ends.isEmpty()) {
      raiseCircle(root, trade);
    } else if (ends.size() > 1) {
      raise(Code.CORRECTED_TWICE, latest(ends), "and others correct " + root);
    }
    return latest(ends.isEmpty() ? trade : ends);
  }

  private void raiseCircle(String root, List<Execution> trade) {
    raise(Code.BAD_REFERENCE, latest(trade), "corrects, by way of others, itself: " + root);
  }

  private void raiseCorrectionOfBusted(List<Execution> trade, Instant bustedAt) {
    trade.stream()
        .filter(e -> e.type() == Type.CORRECT && e.at().isAfter(bustedAt))
        .forEach(e -> raise(Code.BAD_REFERENCE, e, "corrects what was busted before"));
  }

  private static Execution latest(List<Execution> executions) {
    return java.util.Collections.max(executions, ExecutionOrder.BY_TIME);
  }

  private void raise(Code code, Execution execution, String what) {
    anomalies.add(Anomaly.of(code, execution, what));
  }
}
