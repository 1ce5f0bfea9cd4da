package io.evenkeel;

import io.evenkeel.cli.CommandLineInterface;
import io.evenkeel.logging.LogFormat;
import io.evenkeel.wireformat.AvroTrust;

/** Starts Evenkeel: hands the arguments to the command line. */
public final class Evenkeel {
  private Evenkeel() {}

  public static void main(String[] args) {
    LogFormat.establish();
    AvroTrust.establish();
    System.exit(CommandLineInterface.run(args));
  }
}
