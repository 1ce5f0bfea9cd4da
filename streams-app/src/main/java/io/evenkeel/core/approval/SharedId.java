package io.evenkeel.core.approval;

import org.jspecify.annotations.Nullable;

/**
 * An id that the accounts of a request have in common: none is known yet, one, or several.
 *
 * @param id the one; {@code null} where none or several are known
 */
public record SharedId(@Nullable String id, boolean several) {
  public static final SharedId NONE = new SharedId(null, false);

  /** With one more account's id. */
  public SharedId and(String other) {
    if (several || other.equals(id)) {
      return this;
    }
    return isNone() ? new SharedId(other, false) : new SharedId(null, true);
  }

  public boolean isNone() {
    return id == null && !several;
  }
}
