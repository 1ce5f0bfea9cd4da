package io.evenkeel.cli;

/** How a command ends. */
final class ExitCodes {
  static final int DONE = 0;

  /** It was asked rightly and did not work. */
  static final int FAILED = 1;

  /** Wrong usage or configuration; the sentence on stderr names the fix. */
  static final int WRONG_USAGE = 2;

  private ExitCodes() {}
}
