package io.evenkeel.pipeline.wire;

import org.jspecify.annotations.Nullable;

/** Texts that must say something, or may. */
final class Texts {
  private Texts() {}

  static String required(@Nullable String text, String field) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(field + " is empty; every record needs it");
    }
    return text;
  }

  /** A text that may be left out; an empty one is left out too. */
  static @Nullable String optional(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** What one payload is asked for, or a sentence where the command's type came without it. */
  static <T> T payload(@Nullable T payload, Enum<?> type) {
    if (payload == null) {
      throw new IllegalArgumentException("a record of type " + type + " came without its payload");
    }
    return payload;
  }
}
