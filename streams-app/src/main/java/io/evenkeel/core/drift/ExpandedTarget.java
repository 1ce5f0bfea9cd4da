package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target with its sub-targets expanded: every security, model and the cash at most once, weights
 * summing to exactly 1, in the order SECURITY by id, MODEL by id, CASH.
 *
 * @param versions what it was expanded from, {@code targetId -> version}, itself first
 */
public record ExpandedTarget(
    List<TargetLine> lines,
    Map<String, Long> versions,
    TradeLogic tradeLogic,
    LotMethod lotMethod,
    @Nullable Money minTradeAmount) {
  public ExpandedTarget {
    lines = List.copyOf(lines);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }

  /**
   * One line of an expanded target.
   *
   * @param kind SECURITY, MODEL or CASH
   * @param thresholds of every component that was summed here; the narrowest at this weight holds
   * @param precisions likewise
   * @param leverage configured leverage of a MODEL line, 1 elsewhere
   */
  public record TargetLine(
      Component.Kind kind,
      String ref,
      Rational weight,
      List<Tolerance> thresholds,
      List<Tolerance> precisions,
      Leverage leverage,
      boolean trackManagerLeverage,
      boolean triggers) {
    public TargetLine {
      thresholds = List.copyOf(thresholds);
      precisions = List.copyOf(precisions);
    }
  }

  /**
   * A text that is equal exactly when the content is: every line with everything stated of it,
   * trade logic, lot method and smallest trade, but no ids or versions of the targets it came from.
   * {@link #ofContent} reads it back.
   */
  public String content() {
    return TargetContent.write(this);
  }

  /** The target that such a content describes; it knows no versions. */
  public static ExpandedTarget ofContent(String content) {
    return TargetContent.read(content);
  }
}
