package io.evenkeel.cli;

/** A command that was asked rightly and did not work; the message is one sentence. */
public final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FailedException(String sentence) {
    super(sentence);
  }
}
