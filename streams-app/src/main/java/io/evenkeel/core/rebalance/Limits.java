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

  /** Those of one security. */
  public List<Limit> of(String securityId) {
    return all.stream().filter(limit -> limit.securityId().equals(securityId)).toList();
  }
}
