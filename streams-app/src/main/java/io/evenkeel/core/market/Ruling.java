package io.evenkeel.core.market;

/** What the price guard says of a tick. */
public sealed interface Ruling {
  /** It is the last good price now; a hold, where there was one, is over. */
  record Accepted() implements Ruling {}

  /** It says what is known already, and changes nothing. */
  record Repeated() implements Ruling {}

  /** It jumps: it is held, in place of whatever was held before, and the last good price stays. */
  record Held(Refusal why) implements Ruling {}

  /** It agrees with the held price, and was made too soon after it to confirm it. */
  record TooSoon(Refusal why) implements Ruling {}

  /** It is not taken, and what is known stays. */
  record Refused(Refusal why) implements Ruling {}
}
