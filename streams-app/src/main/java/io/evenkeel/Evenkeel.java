package io.evenkeel;

import io.evenkeel.cli.CommandLineInterface;

/** Starts Evenkeel: hands the arguments to the command line. */
public final class Evenkeel {
  private Evenkeel() {}

  public static void main(String[] args) {
    System.exit(CommandLineInterface.run(args));
  }
}
