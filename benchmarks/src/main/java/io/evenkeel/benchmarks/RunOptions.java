package io.evenkeel.benchmarks;

import static java.util.Objects.requireNonNull;

import io.evenkeel.benchmarks.report.Invocation;
import io.evenkeel.benchmarks.report.Recording;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that measures: where it writes, and what it leaves behind. */
public final class RunOptions {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write every repeat there, and on what it ran: what ./benchmarks/run page reads.")
  private @Nullable Path json;

  @Option(names = "--keep", description = "Leave data and logs where they are.")
  private boolean keep;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** What the run writes down, under the command's name. */
  public Recording recording() {
    return new Recording(name(), Invocation.of(command), json);
  }

  /** A directory for its data and logs. */
  public Scratch scratch() throws IOException {
    var scratch = Scratch.create("evenkeel-" + name() + "-");
    if (keep) {
      scratch.keep();
    }
    return scratch;
  }

  private String name() {
    return requireNonNull(command).name();
  }
}
