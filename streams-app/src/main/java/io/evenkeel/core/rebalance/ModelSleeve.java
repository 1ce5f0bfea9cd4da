package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * A model sleeve that the account has, or that its target asks for.
 *
 * @param sleeve {@code null} where it does not exist yet
 * @param line {@code null} where the target does not name the model
 * @param model {@code null} where the target does not name it
 * @param equity dollars, before the build
 * @param effective the leverage that it is judged at
 */
record ModelSleeve(
    String modelId,
    @Nullable Sleeve sleeve,
    @Nullable TargetLine line,
    @Nullable Model model,
    Rational equity,
    Leverage effective) {

  /** The id of a new one is that of its model. */
  String sleeveId() {
    return sleeve == null ? modelId : sleeve.sleeveId();
  }

  Rational cash() {
    return sleeve == null ? Dollars.NONE : Dollars.of(sleeve.cash());
  }

  boolean isEmpty() {
    return sleeve == null || sleeve.isEmpty();
  }

  boolean isWanted() {
    return line != null && line.weight().signum() > 0;
  }

  /**
   * The leverage that the target states; where it does not name the model, nothing is to change.
   */
  Leverage configured() {
    return line == null ? effective : line.leverage();
  }

  boolean changesLeverage() {
    return !configured().equals(effective);
  }
}
