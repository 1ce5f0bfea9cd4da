package io.evenkeel.simulation;

import io.evenkeel.core.account.AccountSettings;
import java.math.RoundingMode;
import java.util.List;

/** Every watch of a world. */
final class Watches {
  private Watches() {}

  static List<Watch> all(SimulatedWorld world, AccountSettings settings) {
    var hysteresis =
        settings.drift().hysteresis().share().toDecimal(2, RoundingMode.HALF_EVEN).toString();
    return List.of(
        new DriftWatching(),
        new OrderWatching(world, new BoardHistory(world)),
        new ProposalWatching(),
        new HistoryWatching(world),
        new InputWatching(world),
        new AuditWatching(),
        new FinalWatching(world, hysteresis));
  }
}
