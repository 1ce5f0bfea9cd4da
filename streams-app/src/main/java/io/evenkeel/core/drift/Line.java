package io.evenkeel.core.drift;

import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * A component of the target, or a holding (or the cash) of a model sleeve, as judged.
 *
 * @param name {@code SECURITY:XOM}, {@code MODEL:TECH}, {@code CASH}, {@code TECH/AAPL}, {@code
 *     TECH/CASH}
 * @param modelId the sleeve's model for a line inside a sleeve, the model for a MODEL line
 * @param securityId the security of a SECURITY line or of a sleeve's holding
 * @param value dollars: of the holding, the cash, or the sleeve's net equity
 * @param weight value over its base (account equity, or the sleeve's)
 * @param triggers whether a breach of it flags the account
 */
public record Line(
    String name,
    Kind kind,
    @Nullable String modelId,
    @Nullable String securityId,
    Rational value,
    Rational weight,
    Band band,
    Side side,
    boolean triggers) {

  /** What a line measures, and over which base. */
  public enum Kind {
    SECURITY,
    MODEL,
    CASH,
    SLEEVE_HOLDING,
    SLEEVE_CASH
  }

  /** Weight less target weight. */
  public Rational drift() {
    return weight.minus(band.target());
  }

  /** Whether it is breached and that flags the account. */
  public boolean flags() {
    return triggers && side != Side.NONE;
  }
}
