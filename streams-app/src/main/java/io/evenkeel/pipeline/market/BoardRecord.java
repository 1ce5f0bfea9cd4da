package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Refusal;

/**
 * The value of a record on its way to a board: read, malformed, or left alone. The original bytes
 * are kept either way, since a dead letter needs them.
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to the dead letters; never compared.
public sealed interface BoardRecord<T> {
  byte[] original();

  /** The value could be read. */
  record Read<T>(T value, byte[] original) implements BoardRecord<T> {}

  /** The value could not be read. */
  record Malformed<T>(Refusal why, byte[] original) implements BoardRecord<T> {}

  /**
   * Nobody knows whether the value can be read, since the boards were closed before the registry
   * answered. It is left alone, and so is everything after it: whoever starts next reads it again.
   */
  record Abandoned<T>(byte[] original) implements BoardRecord<T> {}
}
