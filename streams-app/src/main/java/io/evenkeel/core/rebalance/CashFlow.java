package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cash that comes from the FUNDING sleeve and is spread over the account, or that is raised from it
 * and gathered there.
 *
 * @param amount above 0; of a withdrawal the full amount, including what FUNDING has already
 * @param parts of a CUSTOM flow, taken in this order until the amount is reached; else empty
 * @param reserved cash of FUNDING that other movements have a claim to; at least 0
 */
public record CashFlow(
    Direction direction, Money amount, Method method, List<Part> parts, Money reserved) {

  /** Into the account, or out of it. */
  public enum Direction {
    DEPOSIT,
    WITHDRAWAL
  }

  /** How the cash is spread, or raised. */
  public enum Method {
    /** Toward target, by the cash-flow rule. */
    REBALANCER,
    /** By current weights. */
    PRO_RATA,
    /** An equal amount for every sleeve. */
    EQUAL_WEIGHT,
    /** As its parts say. */
    CUSTOM
  }

  /**
   * One part of a CUSTOM flow.
   *
   * @param securityId {@code null} of MANAGED is its cash, of a MODEL sleeve its capital
   * @param amount above 0
   */
  public record Part(String sleeveId, @Nullable String securityId, Money amount) {}

  public CashFlow {
    parts = List.copyOf(parts);
  }

  public boolean isDeposit() {
    return direction == Direction.DEPOSIT;
  }

  /** The same, with so much of FUNDING belonging to others. */
  public CashFlow withReserved(Money others) {
    return new CashFlow(direction, amount, method, parts, others);
  }

  /** What FUNDING has for this movement: its cash without what others have a claim to. */
  public Money available(Positions positions) {
    var cash = positions.funding().map(Sleeve::cash).orElse(Money.ZERO).minus(reserved);
    return cash.signum() < 0 ? Money.ZERO : cash;
  }

  /**
   * What the account is judged on: a deposit counts as if it were in MANAGED, so that an account of
   * which it is the first cash can be judged.
   */
  public Positions judgedOn(Positions positions) {
    if (!isDeposit() || available(positions).compareTo(amount) < 0) {
      return positions;
    }
    var funding = positions.funding().orElseThrow().sleeveId();
    return positions.withSleeves(
        positions.sleeves().stream()
            .map(
                sleeve ->
                    sleeve.sleeveId().equals(funding)
                        ? sleeve.plusCash(amount.negate())
                        : sleeve.kind() == Sleeve.Kind.MANAGED ? sleeve.plusCash(amount) : sleeve)
            .toList());
  }
}
