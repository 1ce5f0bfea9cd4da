package io.evenkeel.cluster;

/**
 * One thing that was looked at.
 *
 * @param sentence what was found; where it is not fine, with the fix
 */
public record Finding(Grade grade, String sentence) {
  /** How bad it is. */
  public enum Grade {
    FINE,
    /** It works, and not as well as it could. */
    WARNING,
    /** The pipeline would not start, or not keep its promises. */
    WRONG
  }

  static Finding fine(String sentence) {
    return new Finding(Grade.FINE, sentence);
  }

  static Finding warning(String sentence) {
    return new Finding(Grade.WARNING, sentence);
  }

  static Finding wrong(String sentence) {
    return new Finding(Grade.WRONG, sentence);
  }
}
