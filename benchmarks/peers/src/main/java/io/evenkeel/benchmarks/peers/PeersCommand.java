package io.evenkeel.benchmarks.peers;

import static java.util.Objects.requireNonNull;

import io.evenkeel.benchmarks.RunOptions;
import io.evenkeel.benchmarks.report.Progress;
import io.evenkeel.benchmarks.report.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures Evenkeel beside other ways to do its job. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Evenkeel beside a Kafka Streams foreign-key join, Flink SQL and DuckDB.",
      "The same accounts and ticks through the same broker; who is flagged is compared with exact"
          + " arithmetic before any time is told. Takes about half an hour, of which the ladder is"
          + " a quarter (--sustain 0 leaves it out)."
    })
public final class PeersCommand implements Callable<Integer> {
  private static final String DUCKDB = "duckdb";

  @Option(names = "--accounts", description = "Accounts. Default: ${DEFAULT-VALUE}.")
  private int accounts = 20_000;

  @Option(names = "--symbols", description = "Securities. Default: ${DEFAULT-VALUE}.")
  private int symbols = 10_000;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PEER",
      description =
          "evenkeel, fk-join-memory, fk-join-rocksdb, flink, flink-mini-batch, duckdb."
              + " Default: all.")
  private List<String> only = List.of();

  @Option(
      names = "--ladder",
      split = ",",
      paramLabel = "ACCOUNTS",
      description = {
        "Sizes, ascending, at which each peer is tried once, until it falls below --sustain.",
        "Default: ${DEFAULT-VALUE}."
      })
  private List<Integer> ladder = List.of(500, 1_000, 2_000, 5_000, 10_000);

  @Option(
      names = "--sustain",
      paramLabel = "TICKS/S",
      description = "What a peer must keep up with; 0: no ladder. Default: ${DEFAULT-VALUE}.")
  private double sustain = 1_000;

  @Option(
      names = "--repeats",
      description = "They take turns; 0: only DuckDB and the ladder. Default: ${DEFAULT-VALUE}.")
  private int repeats = 5;

  @Option(names = "--seconds", description = "Of each pace of ticks. Default: ${DEFAULT-VALUE}.")
  private double seconds = 6;

  @Option(
      names = "--within",
      paramLabel = "MS",
      description =
          "From tick to event at the 99th percentile, at most. Default: ${DEFAULT-VALUE}.")
  private double withinMillis = 1_000;

  @Option(
      names = "--rounds",
      description =
          "Of large moves, compared before any pace, in the first repeat. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rounds = 10;

  @Option(names = "--most", description = "Ticks at one pace, at most. Default: ${DEFAULT-VALUE}.")
  private int most = 3_000_000;

  @Option(names = "--partitions", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = 8;

  @Option(names = "--threads", description = "Of each contender. Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(names = "--heap", description = "Of each contender. Default: ${DEFAULT-VALUE}.")
  private String heap = "4g";

  @Mixin private RunOptions run = new RunOptions();

  @Spec private @Nullable CommandSpec spec;

  /**
   * How much is measured.
   *
   * @param rounds of large moves, in a contender's first repeat
   * @param seconds that ticks come at one pace
   * @param withinMillis of a tick its event must have come, at the 99th percentile
   * @param most ticks at one pace
   */
  record Size(
      Contender.Settings settings,
      int symbols,
      int rounds,
      double seconds,
      double withinMillis,
      int most) {
    /** After which an account that has another flag than it should counts as different. */
    long patienceMillis() {
      return 300_000;
    }
  }

  /** 0, or 1 where someone flagged other accounts than exact arithmetic does. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    var size =
        new Size(
            new Contender.Settings(partitions, threads, heap),
            symbols,
            rounds,
            seconds,
            withinMillis,
            most);
    requireKnown();
    var kinds = Arrays.stream(Kind.values()).filter(kind -> isAsked(kind.key())).toList();
    var recording = recording();
    var progress = new Progress(System.err, expectedSeconds(kinds, size));
    try (var scratch = run.scratch()) {
      var isEqual = run(size, kinds, new Parts(scratch.path(), recording, progress));
      recording.save(true);
      System.out.print(recording.page());
      return isEqual ? 0 : 1;
    }
  }

  /** What every part of the run needs. */
  private record Parts(Path directory, Recording recording, Progress progress) {}

  private boolean run(Size size, List<Kind> kinds, Parts parts)
      throws IOException, InterruptedException {
    try (var benchmark =
        new PeersBenchmark(
            size, parts.directory(), parts.recording(), parts.progress(), System.err)) {
      if (repeats > 0) {
        benchmark.interleave(kinds, accounts, repeats);
      }
      if (isAsked(DUCKDB)) {
        benchmark.poll(accounts);
      }
      if (sustain > 0) {
        benchmark.climb(kinds, ladder, sustain);
      }
      return benchmark.isAllEqual();
    }
  }

  private double expectedSeconds(List<Kind> kinds, Size size) {
    var climbers = kinds.stream().filter(kind -> kind != Kind.EVENKEEL).count();
    return (repeats > 0 ? Expected.all(kinds, accounts, repeats, size) : 0)
        + (isAsked(DUCKDB) ? Expected.POLL : 0)
        + (sustain > 0 ? climbers * ladder.size() * Expected.rung(size) : 0);
  }

  private Recording recording() {
    var recording =
        run.recording()
            .setting("accounts", accounts)
            .setting("positionsPerAccount", Accounts.PER_ACCOUNT)
            .setting("symbols", symbols)
            .setting("partitions", partitions)
            .setting("threads", threads)
            .setting("heap", heap)
            .setting("repeats", repeats)
            .setting("secondsPerPace", seconds)
            .setting("withinMillis", withinMillis)
            .setting("rounds", rounds);
    recording.version("flink", EnvironmentInformation.getVersion());
    return recording;
  }

  private void requireKnown() {
    for (var name : only) {
      if (!name.equals(DUCKDB)
          && Arrays.stream(Kind.values()).noneMatch(k -> k.key().equals(name))) {
        throw new ParameterException(requireNonNull(spec).commandLine(), "no such peer: " + name);
      }
    }
  }

  private boolean isAsked(String key) {
    return only.isEmpty() || only.contains(key);
  }
}
