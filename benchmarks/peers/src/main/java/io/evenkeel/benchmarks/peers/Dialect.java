package io.evenkeel.benchmarks.peers;

import org.jspecify.annotations.Nullable;

/** How a contender is told of accounts and prices, and how it says who is flagged. */
interface Dialect {
  /** Name of the topic of prices, keyed by security. */
  String prices();

  /** A price as the topic holds it. */
  byte[] price(long micros);

  void send(Accounts accounts);

  /** Name of the topic on which it speaks, keyed by account. */
  String events();

  Word word(byte @Nullable [] event);

  /** What an event says of its account. */
  enum Word {
    FLAGGED,
    CLEARED,
    NEITHER
  }
}
