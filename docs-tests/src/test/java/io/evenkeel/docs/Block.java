package io.evenkeel.docs;

import java.util.List;

/**
 * A block of shell commands on a page.
 *
 * @param line where it begins
 * @param mark the line in italics above it, without its stars; empty where there is none
 * @param shown the output that the page shows below it; empty where it shows none
 */
record Block(int line, String mark, List<String> commands, List<String> shown) {
  private static final String NOT_RUN = "Not run by the tests: ";
  private static final String OWN_TERMINAL = "In a terminal of its own";

  /** Where no test can run it; then {@link #reason} says why. */
  boolean isNotRun() {
    return mark.startsWith(NOT_RUN);
  }

  String reason() {
    return mark.substring(NOT_RUN.length());
  }

  /** Where it runs until it is interrupted. */
  boolean hasOwnTerminal() {
    return mark.startsWith(OWN_TERMINAL);
  }

  boolean isDemo() {
    return commands.get(0).startsWith("./evenkeel demo");
  }

  boolean isPython() {
    return commands.stream().anyMatch(command -> command.contains("python3 "));
  }

  String script() {
    return String.join("\n", commands) + "\n";
  }
}
