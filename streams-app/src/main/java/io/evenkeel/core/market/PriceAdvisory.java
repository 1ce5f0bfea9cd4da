package io.evenkeel.core.market;

import java.time.Instant;

/**
 * Something about a security's price that wants attention, raised or cleared.
 *
 * @param sentence what is so
 * @param whatToDo what to do about it
 */
public record PriceAdvisory(
    String securityId, Code code, boolean raised, String sentence, String whatToDo, Instant at) {
  /** What it is about; as domain and topic name it. */
  public enum Code {
    PRICE_QUARANTINED,
    PRICE_STALE
  }
}
