package io.evenkeel.benchmarks.peers;

import io.evenkeel.wireformat.AvroTrust;
import picocli.CommandLine;

/** Starts the comparison with peers; apart from the other benchmarks, for what it brings along. */
public final class Peers {
  private Peers() {}

  public static void main(String[] args) {
    AvroTrust.establish();
    System.exit(new CommandLine(new PeersCommand()).execute(args));
  }
}
