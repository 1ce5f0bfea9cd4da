package io.evenkeel.core.book;

import io.evenkeel.core.money.Money;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A separately traded bucket inside one account.
 *
 * @param modelId the followed model of a MODEL sleeve, {@code null} elsewhere
 * @param settledCash may be negative, meant only in a levered MODEL sleeve
 * @param receivable cash of sales that have not settled, at least 0
 * @param payable cash of purchases that have not settled, at least 0
 */
public record Sleeve(
    String sleeveId,
    Kind kind,
    @Nullable String modelId,
    Money settledCash,
    Money receivable,
    Money payable,
    List<Holding> holdings) {
  /** What the FUNDING sleeve is called where an account has none yet. */
  public static final String FUNDING_ID = "FUNDING";

  /** What a sleeve is for. */
  public enum Kind {
    /** Individually managed positions and the account's cash; exactly one. */
    MANAGED,
    /** Follows one model. */
    MODEL,
    /** Cash set aside for pending cash movements: never invested, outside the account's equity. */
    FUNDING,
    /** Fenced off: never traded, never counted. */
    PROTECTED
  }

  public Sleeve {
    holdings = List.copyOf(holdings);
    if ((kind == Kind.MODEL) != (modelId != null)) {
      throw new IllegalArgumentException(
          "sleeve " + sleeveId + ": a MODEL sleeve names its model, and no other does");
    }
    if (modelId != null) {
      Model.requireNoSlash(modelId);
    }
    var seen = new HashSet<String>();
    for (var holding : holdings) {
      if (!seen.add(holding.securityId())) {
        throw new IllegalArgumentException(
            "sleeve " + sleeveId + " names " + holding.securityId() + " twice; sum its quantities");
      }
    }
  }

  /** Trade-date cash: settled, plus what sales will bring, less what purchases will take. */
  public Money cash() {
    return settledCash.plus(receivable).minus(payable);
  }

  /** The same with so much more settled cash; less where negative. */
  public Sleeve plusCash(Money more) {
    return new Sleeve(
        sleeveId, kind, modelId, settledCash.plus(more), receivable, payable, holdings);
  }

  /** No holding, no cash: such a sleeve has no lines inside. */
  public boolean isEmpty() {
    return cash().signum() == 0 && holdings.stream().allMatch(h -> h.quantity().signum() == 0);
  }
}
