package io.evenkeel.chaos.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the tables of a page anew, from results. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = "Writes the tables of docs/chaos.md anew from the results of runs.")
public final class ResultsCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "As --results writes it. Default: docs/chaos-results.")
  private Path results = Path.of("docs", "chaos-results");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAGE",
      description = "Default: docs/chaos.md.")
  private Path page = Path.of("docs", "chaos.md");

  @Override
  public Integer call() throws IOException {
    Files.writeString(page, Results.of(results).into(Files.readString(page)));
    return 0;
  }
}
