package io.evenkeel.cli;

import io.evenkeel.config.Configuration;
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
      description = "Properties file; ./evenkeel config lists every key. Default: the defaults.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "One setting over the file; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  Configuration read() {
    var configuration = file == null ? Configuration.defaults() : Configuration.read(file);
    return configuration.with(assignments);
  }
}
