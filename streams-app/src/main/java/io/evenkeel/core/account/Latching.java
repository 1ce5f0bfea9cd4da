package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.rebalance.SleeveChange;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Effective leverage: latched when a batch is approved, given back where it ends without any fill
 * in the sleeve. A sleeve whose leverage something else has changed since is left alone.
 */
final class Latching {
  private Latching() {}

  /** The batch is approved. */
  static SortedMap<String, Leverage> done(SortedMap<String, Leverage> effective, LiveBatch batch) {
    return moved(effective, batch, acr -> true);
  }

  /** The batch never was. */
  static SortedMap<String, Leverage> undone(
      SortedMap<String, Leverage> effective, LiveBatch batch) {
    return moved(effective, batch, acr -> false);
  }

  /** The batch ended, or a result came late: what is completed stays latched. */
  static SortedMap<String, Leverage> ended(
      SortedMap<String, Leverage> effective, LiveBatch batch, boolean byHand) {
    return moved(effective, batch, acr -> AcrResult.of(acr, batch, byHand).isCompleted());
  }

  private static SortedMap<String, Leverage> moved(
      SortedMap<String, Leverage> effective, LiveBatch batch, Predicate<Acr> latched) {
    var moved = new TreeMap<>(effective);
    for (var acr : batch.acrs()) {
      var change = acr.change();
      var now = moved.getOrDefault(change.modelId(), Leverage.NONE);
      if (change.latches() && isOf(change, now)) {
        moved.put(change.modelId(), latched.test(acr) ? change.applied() : change.before());
      }
    }
    return moved;
  }

  private static boolean isOf(SleeveChange change, Leverage leverage) {
    return List.of(change.before(), change.applied()).contains(leverage);
  }
}
