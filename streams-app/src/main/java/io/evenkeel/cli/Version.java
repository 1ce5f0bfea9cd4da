package io.evenkeel.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var built = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "Evenkeel " + (built == null ? "(not packaged)" : built),
      "Java " + Runtime.version() + ", Apache Kafka Streams"
    };
  }
}
