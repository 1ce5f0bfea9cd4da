package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Decides which prices are believed. A security's first price is; so is one in another currency
 * than the last, since the two cannot be compared.
 *
 * <p>A jump beyond the guard is held until a tick that was made late enough after it agrees with
 * it, until a price near the last good one shows that it was a slip, or until an operator releases
 * it. Another jump that does not agree is held in its place, and waiting begins anew.
 */
public final class PriceGuard {
  private PriceGuard() {}

  /** What to make of a tick; depends on nothing else than these. */
  public static Ruling rule(GuardState known, Tick tick, GuardSettings settings) {
    if (tick.price().perUnit().signum() <= 0) {
      return new Ruling.Refused(notPositive(tick));
    }
    if (tick.repeats(known.last()) || tick.repeats(known.held())) {
      return new Ruling.Repeated();
    }
    if (tick.asOf().isBefore(known.newest())) {
      return new Ruling.Refused(older(known, tick));
    }
    return isBelieved(known.last(), tick, settings)
        ? new Ruling.Accepted()
        : jumped(known, tick, settings);
  }

  private static boolean isBelieved(@Nullable Tick last, Tick tick, GuardSettings settings) {
    return last == null
        || settings.jumpGuard().isEmpty()
        || !last.currency().equals(tick.currency())
        || isWithin(settings.jumpGuard().get(), last.price(), tick.price());
  }

  private static Ruling jumped(GuardState known, Tick tick, GuardSettings settings) {
    var held = known.held();
    if (held == null || !agrees(held, tick, settings)) {
      return new Ruling.Held(jump(known, tick));
    }
    var confirmsFrom = held.asOf().plus(settings.heldAtLeast());
    return tick.asOf().isBefore(confirmsFrom)
        ? new Ruling.TooSoon(tooSoon(held, tick))
        : new Ruling.Accepted();
  }

  private static boolean agrees(Tick held, Tick tick, GuardSettings settings) {
    return held.currency().equals(tick.currency())
        && isWithin(settings.agreesWithin(), held.price(), tick.price());
  }

  /** Whether the two differ by at most that share of the first, the edge included. */
  private static boolean isWithin(Rational share, Price from, Price to) {
    var difference = Rational.of(to.perUnit().subtract(from.perUnit()).abs());
    return !difference.isGreaterThan(share.times(from.exact()));
  }

  private static Refusal notPositive(Tick tick) {
    return new Refusal(
        RefusalReason.NOT_POSITIVE,
        "The price %s is not above zero; publish a correct one, or a tombstone where there is none."
            .formatted(tick.price()));
  }

  private static Refusal older(GuardState known, Tick tick) {
    return new Refusal(
        RefusalReason.OLDER_THAN_LAST,
        "The price %s of %s is older than the last, of %s; publish prices of one security in order."
            .formatted(tick.price(), tick.asOf(), known.newest()));
  }

  private static Refusal jump(GuardState known, Tick tick) {
    var last = known.last();
    return new Refusal(
        RefusalReason.JUMP,
        "The price %s jumps from %s; it is held until a later tick agrees or an operator releases it."
            .formatted(tick.price(), last == null ? "none" : last.price()));
  }

  private static Refusal tooSoon(Tick held, Tick tick) {
    return new Refusal(
        RefusalReason.JUMP,
        "The price %s agrees with the held %s, and was made too soon after it to confirm it."
            .formatted(tick.price(), held.price()));
  }
}
