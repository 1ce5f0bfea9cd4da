package io.evenkeel.chaos;

import io.evenkeel.benchmarks.Scratch;
import io.evenkeel.chaos.judge.JudgeCommand;
import io.evenkeel.chaos.report.RunReport;
import io.evenkeel.json.Json;
import io.evenkeel.wireformat.AvroTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks Evenkeel on purpose. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    subcommands = JudgeCommand.class,
    description = {
      "Starts brokers, a registry, custodians and instances as processes on loopback, breaks them by"
          + " a schedule that follows from the seed, and judges from outside what is left.",
      "Ends with 1 where anything was lost, doubled or wrong."
    })
public final class Chaos implements Callable<Integer> {
  @Option(
      names = "--kills",
      description = "Faults of each scenario. Default: ${DEFAULT-VALUE}.",
      paramLabel = "N")
  private int kills = 14;

  @Option(names = "--seed", description = "Of the schedule. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description = "Which, separated by commas: ${COMPLETION-CANDIDATES}. Default: kills.")
  private Set<Scenario> scenarios = EnumSet.of(Scenario.KILLS);

  @Option(names = "--apps", description = "Instances. Default: ${DEFAULT-VALUE}.")
  private int apps = 2;

  @Option(names = "--partitions", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Settings of the instances, over the product's defaults.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there.")
  private @Nullable Path json;

  @Option(names = "--keep", description = "Leave data and logs where they are.")
  private boolean keep;

  private Chaos() {}

  public static void main(String[] args) {
    AvroTrust.establish();
    System.exit(
        new CommandLine(new Chaos()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var reports = new ArrayList<RunReport>();
    for (var scenario : scenarios) {
      reports.add(run(scenario));
      write(reports);
    }
    return reports.stream().allMatch(RunReport::isClean) ? 0 : 1;
  }

  private RunReport run(Scenario scenario) throws Exception {
    System.err.println("chaos: " + scenario + ": " + scenario.does());
    try (var scratch = Scratch.create("evenkeel-chaos-")) {
      if (keep) {
        scratch.keep();
      }
      var size =
          new Run.Size(apps, partitions, 2, "512m", 600, 120, 40, Duration.ofSeconds(8), settings);
      var report =
          new Run(size, scenario, seed, scratch.path(), Chaos::tell)
              .run(scenario.faults(kills, seed));
      System.out.print(report.summary());
      return report;
    }
  }

  /** One run's object, or a list of several. */
  private void write(List<RunReport> reports) throws IOException {
    if (json == null) {
      return;
    }
    if (scenarios.size() == 1) {
      Files.writeString(json, Json.line(reports.get(0).json()) + "\n");
      return;
    }
    var all = Json.object();
    var runs = all.putArray("runs");
    reports.forEach(report -> runs.add(report.json()));
    Files.writeString(json, Json.line(all) + "\n");
  }

  private static void tell(String sentence) {
    System.err.println("  " + sentence);
  }
}
