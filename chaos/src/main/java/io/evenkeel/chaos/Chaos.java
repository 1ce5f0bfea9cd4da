package io.evenkeel.chaos;

import io.evenkeel.benchmarks.Scratch;
import io.evenkeel.chaos.judge.JudgeCommand;
import io.evenkeel.chaos.report.ResultsCommand;
import io.evenkeel.chaos.report.RunReport;
import io.evenkeel.json.Json;
import io.evenkeel.wireformat.AvroTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    subcommands = {JudgeCommand.class, ResultsCommand.class},
    description = {
      "Starts brokers, a registry, custodians and instances as processes on loopback, breaks them by"
          + " a schedule that follows from the seed, and judges from outside what is left.",
      "Ends with 1 where anything was lost, doubled or wrong."
    })
public final class Chaos implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** Slower than any machine that this ran on. */
  private static final int RECORDS_A_SECOND = 1_000;

  @Option(
      names = "--kills",
      description =
          "Faults of each scenario; with --all, kills alone. Default: the scenario's own.",
      paramLabel = "N")
  private @Nullable Integer kills;

  @Option(names = "--seed", description = "Of the schedule. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description = "Which, separated by commas: ${COMPLETION-CANDIDATES}. Default: kills.")
  private Set<Scenario> scenarios = EnumSet.of(Scenario.KILLS);

  @Option(names = "--all", description = "Every scenario, one after the other.")
  private boolean all;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "After so long a scenario has no further fault; what came is judged.")
  private int minutes = 24 * 60;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = {
        "fuzz: unreadable records at a time, 20,000 by default.",
        "embedded: records that are told before the first kill, each one more in a changelog."
      })
  private int records;

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

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Write the result of each scenario there, after every fault.")
  private @Nullable Path results;

  @Option(names = "--keep", description = "Leave data and logs where they are.")
  private boolean keep;

  private Chaos() {}

  public static void main(String[] args) {
    AvroTrust.establish();
    System.exit(
        new CommandLine(new Chaos()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    var reports = new ArrayList<RunReport>();
    var chosen = all ? EnumSet.complementOf(EnumSet.of(Scenario.SHORT)) : scenarios;
    var failed = 0;
    for (var scenario : chosen) {
      try {
        reports.add(run(scenario));
      } catch (Exception e) {
        failed++;
        e.printStackTrace();
      }
      writeAll(reports, chosen.size());
    }
    return failed == 0 && reports.stream().allMatch(RunReport::isClean) ? 0 : 1;
  }

  private RunReport run(Scenario scenario) throws Exception {
    tell(scenario + ": " + scenario.does());
    try (var scratch = Scratch.create("evenkeel-chaos-")) {
      if (keep) {
        scratch.keep();
      }
      var told = new Run.Told(Chaos::tell, this::write);
      var run = new Run(size(), scenario, seed, scratch.path(), told);
      var report = run.run(scenario.faults(count(scenario), seed, records));
      System.out.print(report.summary());
      write(report);
      return report;
    }
  }

  private int count(Scenario scenario) {
    return kills == null || (all && scenario != Scenario.KILLS) ? scenario.usual() : kills;
  }

  private Run.Size size() {
    return new Run.Size(
        apps,
        partitions,
        2,
        "512m",
        600,
        120,
        40,
        Duration.ofSeconds(5),
        PATIENCE.plusSeconds(records / RECORDS_A_SECOND),
        Duration.ofMinutes(minutes),
        settings);
  }

  /** What one scenario has come to so far. */
  private void write(RunReport report) {
    if (results == null) {
      return;
    }
    try {
      Files.createDirectories(results);
      var file = results.resolve(report.scenario() + ".json");
      Files.writeString(file, report.json().toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One run's object, or a list of several. */
  private void writeAll(List<RunReport> reports, int scenarios) throws IOException {
    if (json == null) {
      return;
    }
    if (scenarios == 1 && reports.size() == 1) {
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
