package io.evenkeel.cli;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.logging.LogFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's settings come from: a file, and single ones over it. */
final class Settings {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:EVENKEEL_CONFIG}",
      description =
          "Properties file; ./evenkeel config lists every key. Default: the one that"
              + " EVENKEEL_CONFIG names in the environment, else the defaults.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "One setting over the file; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  /** Also the format of logs is as they say from now on. */
  Configuration read() {
    var configuration =
        (file == null ? Configuration.defaults() : Configuration.read(file)).with(assignments);
    LogFormat.of(configuration.get(Keys.LOG_FORMAT)).use();
    return configuration;
  }

  /** The same for a command that somebody waits for: a registry that is down is told soon. */
  Configuration readForOneCommand() {
    return read().withDefault(Keys.REGISTRY_WAIT, "10s");
  }
}
