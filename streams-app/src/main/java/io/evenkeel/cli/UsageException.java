package io.evenkeel.cli;

/** What was asked cannot be done as asked; the message is one sentence that names the fix. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    super(sentence);
  }
}
