package io.evenkeel.wireformat;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One string for what many records say: the ids of securities, models and advisors. A hundred
 * thousand books name the same ten thousand securities some million times; as strings of their own
 * these fill memory, and every look-up waits for memory that nobody has read lately.
 *
 * <p>Remembers {@value #ROOM} texts, each in the place that its hash says; a later text takes the
 * place of an earlier one. So it never grows, and whoever is not remembered keeps a string of its
 * own. Any thread may use it.
 */
public final class SharedText {
  private static final int ROOM = 1 << 16;
  private static final int SPREAD = 16;
  private static final AtomicReferenceArray<String> SEEN = new AtomicReferenceArray<>(ROOM);

  private SharedText() {}

  /** An equal string, the same one as before where it is still remembered. */
  public static String of(String text) {
    var hash = text.hashCode();
    var place = (hash ^ (hash >>> SPREAD)) & (ROOM - 1);
    var seen = SEEN.getPlain(place);
    if (text.equals(seen)) {
      return seen;
    }
    SEEN.setRelease(place, text);
    return text;
  }
}
