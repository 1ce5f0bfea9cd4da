package io.evenkeel.core.rebalance;

/**
 * Something that keeps a build from trading one security.
 *
 * @param sentence why, for people; with the day on which it ends where one is known
 */
public record Limit(
    String securityId, Code code, boolean forbidsBuying, boolean forbidsSelling, String sentence) {

  /** What it comes from. */
  public enum Code {
    DO_NOT_BUY,
    DO_NOT_SELL,
    DO_NOT_TRADE,
    /** Not a limit on trading, but on what the account is held against. */
    EXCLUDE,
    /** Likewise. */
    SUBSTITUTE,
    WASH_SALE,
    HALTED,
    /** Not a limit on trading: the order waits in its batch. */
    LIQUIDITY;

    /** Whether it changes what the account is held against, and not only what may be traded. */
    public boolean changesTarget() {
      return this == EXCLUDE || this == SUBSTITUTE;
    }

    /** Whether it comes from a restriction of the account. */
    public boolean isRestriction() {
      return switch (this) {
        case DO_NOT_BUY, DO_NOT_SELL, DO_NOT_TRADE, EXCLUDE, SUBSTITUTE -> true;
        case WASH_SALE, HALTED, LIQUIDITY -> false;
      };
    }
  }
}
