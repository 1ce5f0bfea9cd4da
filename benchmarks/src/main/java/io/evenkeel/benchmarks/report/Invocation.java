package io.evenkeel.benchmarks.report;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The command that repeats what a command is doing. */
public final class Invocation {
  private Invocation() {}

  /** As it was typed, with the launcher in front. */
  public static String of(@Nullable CommandSpec spec) {
    var root = Objects.requireNonNull(spec).root();
    var typed = root.commandLine().getParseResult().originalArgs().stream();
    var name = root == spec ? Stream.of(spec.name()) : Stream.<String>of();
    return Stream.of(Stream.of("./benchmarks/run"), name, typed)
        .flatMap(parts -> parts)
        .collect(Collectors.joining(" "));
  }
}
