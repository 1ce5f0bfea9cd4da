package io.evenkeel.platform;

/**
 * Something that keeps Evenkeel from starting and that its operator can put right. The message is
 * one sentence for a person, and names the fix; the command line prints it and exits with code 2.
 */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartupException(String sentenceWithFix) {
    super(sentenceWithFix);
  }

  public StartupException(String sentenceWithFix, Throwable cause) {
    super(sentenceWithFix, cause);
  }
}
