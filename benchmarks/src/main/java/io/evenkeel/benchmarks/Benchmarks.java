package io.evenkeel.benchmarks;

import io.evenkeel.benchmarks.engine.EngineCommand;
import io.evenkeel.benchmarks.http.HttpCommand;
import io.evenkeel.benchmarks.pipeline.PipelineCommand;
import io.evenkeel.benchmarks.report.PageCommand;
import io.evenkeel.wireformat.AvroTrust;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Evenkeel beside its rivals. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Evenkeel beside its rivals, in one run each.",
    footer = {
      "",
      "./benchmarks/run peers measures it beside Kafka Streams, Flink and DuckDB (see its --help)."
    },
    subcommands = {
      EngineCommand.class,
      PipelineCommand.class,
      HttpCommand.class,
      PageCommand.class
    })
public final class Benchmarks implements Runnable {
  private Benchmarks() {}

  public static void main(String[] args) {
    AvroTrust.establish();
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
