package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes to price-holds, and raises and clears PRICE_QUARANTINED, where what the price board knows
 * differs from what was last said. A hold that begins and ends between two looks is not reported;
 * its dead letter is.
 */
final class PriceHoldReports {
  private final PriceBoard prices;
  private final BoardOffsets offsets;
  private final ReportMemory memory;
  private final Ownership ownership;
  private final MarketOutputs outputs;
  private final ChangeCursor changes;
  private final Set<String> pending = new HashSet<>();

  PriceHoldReports(
      PriceBoard prices,
      BoardOffsets offsets,
      ReportMemory memory,
      Ownership ownership,
      MarketOutputs outputs) {
    this.prices = prices;
    this.offsets = offsets;
    this.memory = memory;
    this.ownership = ownership;
    this.outputs = outputs;
    this.changes = prices.holdChanges();
    pending.addAll(memory.securitiesWithHolds());
  }

  /** How far the prices board had come; asked before dead letters are written. */
  long[] applied() {
    var applied = new long[offsets.partitions()];
    java.util.Arrays.setAll(applied, offsets::applied);
    return applied;
  }

  /**
   * @param written offsets, by partition, up to which refused prices are among the dead letters: a
   *     hold never goes ahead of its own dead letter, so that both are committed or neither
   */
  void report(long[] written, Instant now) {
    changes.drain(this::look);
    pending.removeIf(securityId -> isReported(securityId, written, now));
  }

  /** Has the security looked at by the next report. */
  void look(String securityId) {
    if (ownership.owns(securityId)) {
      pending.add(securityId);
    }
  }

  private boolean isReported(String securityId, long[] written, Instant now) {
    var due = prices.hold(securityId);
    var said = memory.hold(securityId);
    if (due != null) {
      return isReported(due, said, written, now);
    }
    return said == null || isOver(said, now);
  }

  private boolean isReported(PriceHold due, @Nullable PriceHold said, long[] written, Instant now) {
    if (due.offset() >= written[due.partition()]) {
      return false;
    }
    if (said != null && (said.equals(due) || isReleaseOf(said, due))) {
      return true;
    }
    outputs.hold(due.securityId(), due, now);
    memory.hold(due.securityId(), due);
    var wasHeld = said != null && said.isHolding();
    if (due.isHolding() && !wasHeld) {
      outputs.advisory(quarantined(due.securityId(), true, now));
    } else if (wasHeld && !due.isHolding()) {
      outputs.advisory(quarantined(due.securityId(), false, now));
    }
    return true;
  }

  /** The board no longer holds anything, and the newest record is a good one, or a tombstone. */
  private boolean isOver(PriceHold said, Instant now) {
    var securityId = said.securityId();
    var good = prices.good(securityId);
    if (good != null && good.quarantined()) {
      return false;
    }
    if (good == null) {
      outputs.hold(securityId, null, now);
    } else if (said.isHolding()) {
      outputs.hold(securityId, said.endedBy(good.tick(), good.offset()), now);
    }
    if (said.isHolding()) {
      outputs.advisory(quarantined(securityId, false, now));
    }
    memory.hold(securityId, null);
    return true;
  }

  /** Whether an operator's release was written that the board has not read back yet. */
  static boolean isReleaseOf(PriceHold said, PriceHold due) {
    return said.releasedBy() != null && said.holdsTheSameAs(due);
  }

  static PriceAdvisory quarantined(String securityId, boolean raised, Instant now) {
    return new PriceAdvisory(
        securityId,
        PriceAdvisory.Code.PRICE_QUARANTINED,
        raised,
        raised
            ? "A price of %s is held: it jumps beyond the guard from the last good one."
                .formatted(securityId)
            : "No price of %s is held any more.".formatted(securityId),
        raised
            ? "Check the price at its source; if it is right, release it, otherwise publish a right one."
            : "Nothing; its holders are judged again.",
        now);
  }
}
