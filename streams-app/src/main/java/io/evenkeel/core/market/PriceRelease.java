package io.evenkeel.core.market;

import io.evenkeel.core.market.ReleaseAnswer.Code;
import org.jspecify.annotations.Nullable;

/** Decides whether an operator's release of a held price holds good. */
public final class PriceRelease {
  private PriceRelease() {}

  /**
   * Says what becomes of a command.
   *
   * @param hold what the price board says of the security; {@code null} where nothing
   */
  public static ReleaseAnswer answer(@Nullable PriceHold hold, ReleaseCommand command) {
    if (command.firmId() != null) {
      return new ReleaseAnswer.Rejected(
          Code.WRONG_FIRM,
          "Prices are every firm's: only an operator of the platform, with no firmId, may release one.");
    }
    var held = hold == null ? null : hold.state().held();
    if (hold == null || held == null) {
      return new ReleaseAnswer.Rejected(
          Code.NOTHING_HELD, "No price of %s is held.".formatted(command.securityId()));
    }
    return command.heldPrice() == null || command.heldPrice().equals(held.price())
        ? new ReleaseAnswer.Released(hold.releasedBy(command.sentBy()))
        : otherPrice(held, command);
  }

  private static ReleaseAnswer otherPrice(Tick held, ReleaseCommand command) {
    return new ReleaseAnswer.Rejected(
        Code.WRONG_STATE,
        "The price of %s that is held is %s, not %s; look again and release that one."
            .formatted(command.securityId(), held.price(), command.heldPrice()));
  }
}
