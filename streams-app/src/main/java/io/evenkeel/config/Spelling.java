package io.evenkeel.config;

/** How far two names are apart, so that a misspelt one can be answered with the one meant. */
public final class Spelling {
  private Spelling() {}

  /** Levenshtein distance, letters compared without case. */
  public static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      previous = nextRow(previous, Character.toLowerCase(a.charAt(i - 1)), b, i);
    }
    return previous[b.length()];
  }

  private static int[] nextRow(int[] previous, char letter, String b, int i) {
    var row = new int[b.length() + 1];
    row[0] = i;
    for (var j = 1; j <= b.length(); j++) {
      var swap = previous[j - 1] + (letter == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
      row[j] = Math.min(swap, 1 + Math.min(previous[j], row[j - 1]));
    }
    return row;
  }
}
