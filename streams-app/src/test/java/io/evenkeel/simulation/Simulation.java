package io.evenkeel.simulation;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.drift.DriftSettings;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.BuildSettings;

/** One run, which follows from its seed alone. */
record Simulation(long seed, int steps) {
  /** What a run leaves behind. */
  record Ran(long trace, Coverage coverage) {}

  /**
   * Runs it.
   *
   * @throws InvariantBroken at the first step after which an invariant does not hold
   */
  Ran run() {
    var chance = new Chance(seed);
    var coverage = new Coverage();
    try (var world = new SimulatedWorld(chance, settings(seed))) {
      world.open(chance);
      var scheduler = new Scheduler(chance, world, coverage);
      for (var step = 0; step < steps; step++) {
        scheduler.step();
      }
      world.rest();
      world.happened().forEach(coverage::happened);
      coverage.ran(
          steps,
          world.workedOff(),
          world.cluster().time().milliseconds() - Universe.START.toEpochMilli());
      return new Ran(world.trace(), coverage);
    }
  }

  /** With hysteresis, or without, where the naive judge needs to know nothing of before. */
  private static AccountSettings settings(long seed) {
    var hysteresis = seed % 2 == 0 ? Rational.ZERO : Rational.of("0.10");
    var defaults = AccountSettings.DEFAULTS;
    var build = defaults.build();
    return new AccountSettings(
        new DriftSettings(new Hysteresis(hysteresis), StaleAfter.OFF),
        new BuildSettings(
            hysteresis,
            build.initialMargin(),
            build.floor(),
            build.maxVolumeShare(),
            build.maintenanceMargin()),
        defaults.calendars(),
        defaults.maxPriceMove(),
        defaults.maintenanceMargin(),
        defaults.custodianMargins(),
        defaults.negativeCashFrom(),
        defaults.unacknowledgedAfter(),
        defaults.waitForAccount(),
        defaults.tax(),
        defaults.custody());
  }
}
