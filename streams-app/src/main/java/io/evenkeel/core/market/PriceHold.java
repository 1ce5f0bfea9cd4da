package io.evenkeel.core.market;

import org.jspecify.annotations.Nullable;

/**
 * What the price guard knew of a security once it had looked at one record: on a compacted topic
 * the refused record may have replaced the good one, so this is where the last good price is kept.
 *
 * @param reason of the refusal; {@code JUMP} for a hold
 * @param lastGood the last price that was accepted; {@code null} where there is none
 * @param refused the price refused or held; {@code null} where it could not be read
 * @param released whether the hold is over
 * @param releasedBy the operator who released it; {@code null} where prices did
 * @param partition of the prices topic, that holds the record
 * @param offset of that record
 */
public record PriceHold(
    String securityId,
    RefusalReason reason,
    @Nullable Tick lastGood,
    @Nullable Tick refused,
    boolean released,
    @Nullable String releasedBy,
    int partition,
    long offset) {

  /** Whether a price is waiting for another to agree, or for an operator. */
  public boolean isHolding() {
    return reason == RefusalReason.JUMP && !released;
  }

  /** What the guard goes on from. */
  public GuardState state() {
    return new GuardState(lastGood, isHolding() ? refused : null);
  }

  /** Whether the two are about one and the same held price. */
  public boolean holdsTheSameAs(PriceHold other) {
    return reason == RefusalReason.JUMP
        && other.reason == RefusalReason.JUMP
        && refused != null
        && refused.equals(other.refused);
  }

  /** This hold after it ended without an operator, with what the guard knew by then. */
  public PriceHold endedBy(Tick good, long atOffset) {
    return new PriceHold(securityId, reason, good, refused, true, null, partition, atOffset);
  }

  /** This hold after an operator took the held price for good. */
  public PriceHold releasedBy(String operator) {
    return new PriceHold(securityId, reason, refused, refused, true, operator, partition, offset);
  }
}
