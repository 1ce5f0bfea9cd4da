package io.evenkeel.chaos.judge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could be read.
 *
 * @param value {@code null} is a tombstone
 */
record Row<V>(Taken taken, @Nullable V value) {
  String key() {
    return taken.keyText();
  }

  /** What it says; only where it is no tombstone. */
  V said() {
    return requireNonNull(value);
  }

  String place() {
    return taken.place();
  }

  Instant timestamp() {
    return taken.timestamp();
  }
}
