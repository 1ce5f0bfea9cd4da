package io.evenkeel.core.rebalance;

import java.util.List;

/**
 * Everything that keeps one build from trading securities; what is not named may be traded.
 *
 * @param all by security, then code
 */
public record Limits(List<Limit> all) {
  public static final Limits NONE = new Limits(List.of());

  public Limits {
    all = List.copyOf(all);
  }

  public boolean mayBuy(String securityId) {
    return all.stream()
        .noneMatch(limit -> limit.forbidsBuying() && limit.securityId().equals(securityId));
  }

  public boolean maySell(String securityId) {
    return all.stream()
        .noneMatch(limit -> limit.forbidsSelling() && limit.securityId().equals(securityId));
  }

  /** Whether an order of this side may go out. */
  public boolean allow(TradeSide side, String securityId) {
    return forbidding(side, securityId).isEmpty();
  }

  /** Those that keep an order of this side from going out. */
  public List<Limit> forbidding(TradeSide side, String securityId) {
    return of(securityId).stream()
        .filter(limit -> side == TradeSide.BUY ? limit.forbidsBuying() : limit.forbidsSelling())
        .toList();
  }

  /** Those of one security. */
  public List<Limit> of(String securityId) {
    return all.stream().filter(limit -> limit.securityId().equals(securityId)).toList();
  }
}
