package io.evenkeel.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a row stands in the order of a list. It depends on the row alone, so it holds while other
 * rows come and go, and on every instance.
 *
 * @param key what the list is sorted by, as a text whose order is that of the values
 * @param id breaks ties
 */
record Place(String key, String id) implements Comparable<Place> {
  private static final char BETWEEN = '\0';

  /** A number of 0 or more, such that texts stand in its order. */
  static String key(long number) {
    return "%020d".formatted(Math.max(number, 0));
  }

  /** As clients hand it back; not meant to be read. */
  String cursor() {
    var text = key + BETWEEN + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place of a cursor; a made-up one is refused. */
  static Place of(String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var between = text.indexOf(BETWEEN);
      if (between >= 0) {
        return new Place(text.substring(0, between), text.substring(between + 1));
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with texts that hold no place.
    }
    throw unknown(cursor);
  }

  private static Problem.ProblemException unknown(String cursor) {
    return Problem.badRequest(
            "after=%s is no cursor of this list; take the next of its last page.".formatted(cursor))
        .thrown();
  }

  /** The number that the key stands for; a cursor of another list is refused. */
  long number() {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw unknown(cursor());
    }
  }

  @Override
  public int compareTo(Place other) {
    var byKey = key.compareTo(other.key);
    return byKey != 0 ? byKey : id.compareTo(other.id);
  }
}
