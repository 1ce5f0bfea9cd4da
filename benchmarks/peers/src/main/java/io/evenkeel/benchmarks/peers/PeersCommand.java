package io.evenkeel.benchmarks.peers;

import io.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Evenkeel beside other ways to do its job. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Evenkeel beside a Kafka Streams foreign-key join, Flink SQL and DuckDB.",
      "The same accounts and ticks through the same broker; who is flagged is compared with exact"
          + " arithmetic before any time is told. Takes about half an hour."
    })
public final class PeersCommand implements Callable<Integer> {
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

  @Option(names = "--repeats", description = "Interleaved. Default: ${DEFAULT-VALUE}.")
  private int repeats = 5;

  @Option(names = "--seconds", description = "Of each pace of ticks. Default: ${DEFAULT-VALUE}.")
  private double seconds = 8;

  @Option(
      names = "--within",
      paramLabel = "MS",
      description =
          "From tick to event at the 99th percentile, at most. Default: ${DEFAULT-VALUE}.")
  private double withinMillis = 1_000;

  @Option(
      names = "--rounds",
      description = "Of large moves, compared before any pace. Default: ${DEFAULT-VALUE}.")
  private int rounds = 20;

  @Option(names = "--most", description = "Ticks at one pace, at most. Default: ${DEFAULT-VALUE}.")
  private int most = 3_000_000;

  @Option(names = "--partitions", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = 8;

  @Option(names = "--threads", description = "Of each contender. Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(names = "--heap", description = "Of each contender. Default: ${DEFAULT-VALUE}.")
  private String heap = "4g";

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  /**
   * How much is measured.
   *
   * @param rounds of large moves
   * @param seconds that ticks come at one pace
   * @param withinMillis of a tick its event must have come, at the 99th percentile
   * @param most ticks at one pace
   */
  record Size(
      Contender.Settings settings, int rounds, double seconds, double withinMillis, int most) {
    /** After which an account that has another flag than it should counts as different. */
    int patienceSeconds() {
      return 300;
    }
  }

  /** 0, or 1 where someone flagged other accounts than exact arithmetic does. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    var size =
        new Size(
            new Contender.Settings(partitions, threads, heap), rounds, seconds, withinMillis, most);
    var directory = Files.createTempDirectory("evenkeel-peers-");
    var kinds = Arrays.stream(Kind.values()).filter(kind -> isAsked(kind.key())).toList();
    try (var benchmark = new PeersBenchmark(size, symbols, directory, System.out)) {
      benchmark.interleave(kinds, accounts, repeats);
      if (sustain > 0) {
        benchmark.climb(kinds, ladder, sustain);
      }
      if (isAsked("duckdb")) {
        benchmark.poll(accounts);
      }
      var figures = benchmark.figures();
      System.out.println(Json.pretty(figures));
      if (json != null) {
        Files.writeString(json, Json.pretty(figures) + "\n");
      }
      return benchmark.isAllEqual() ? 0 : 1;
    }
  }

  private boolean isAsked(String key) {
    return only.isEmpty() || only.contains(key);
  }
}
