package io.evenkeel.core.limits;

import io.evenkeel.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * The most that may be sent within any 60 seconds.
 *
 * @param usual for whomever nothing is said of; empty: no limit
 * @param own for one custodian or firm; empty: no limit
 * @param shares among so many last steps it is divided evenly, each of which keeps to its part by
 *     itself: whatever they do, all together stay below the whole
 */
public record PerMinute(Optional<Money> usual, Map<String, Optional<Money>> own, int shares) {
  public static final PerMinute OFF = new PerMinute(Optional.empty(), Map.of(), 1);

  public PerMinute {
    own = Map.copyOf(own);
    if (shares < 1) {
      throw new IllegalArgumentException("a limit has one share or more, not " + shares);
    }
  }

  /** What one last step may send for that custodian or firm; rounded down to the cent. */
  public Optional<Money> share(String id) {
    return own.getOrDefault(id, usual).map(this::divided);
  }

  private Money divided(Money whole) {
    return new Money(whole.dollars().divide(BigDecimal.valueOf(shares), 2, RoundingMode.DOWN));
  }
}
