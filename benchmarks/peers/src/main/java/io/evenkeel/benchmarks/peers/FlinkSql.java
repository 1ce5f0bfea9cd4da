package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.pipeline.ChildProcess;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The job as Flink SQL has it, on a MiniCluster in this process: one join, one aggregation, no
 * self-join. State is kept on the heap, with a checkpoint every ten seconds; the sink is at least
 * once, since exactly once would show an event only at the next checkpoint.
 */
public final class FlinkSql {
  private static final String PRICES =
      """
      CREATE TABLE prices (security STRING, price BIGINT, PRIMARY KEY (security) NOT ENFORCED)
      WITH ('connector' = 'upsert-kafka', 'topic' = '%sprices', %s,
        'key.format' = 'raw', 'value.format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY')
      """;

  private static final String LINES =
      """
      CREATE TABLE lines (account STRING, number INT, security STRING, quantity BIGINT,
        low DOUBLE, high DOUBLE)
      WITH ('connector' = 'kafka', 'topic' = '%slines', %s,
        'scan.startup.mode' = 'earliest-offset', 'format' = 'csv')
      """;

  private static final String EVENTS =
      """
      CREATE TABLE events (account STRING, flagged BOOLEAN, PRIMARY KEY (account) NOT ENFORCED)
      WITH ('connector' = 'upsert-kafka', 'topic' = '%sevents', %s,
        'key.format' = 'raw', 'value.format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY',
        'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '20 ms')
      """;

  /** Whoever is flagged, by the linear form of the band test. */
  static final String FLAGGED =
      """
      SELECT account, TRUE FROM (
        SELECT account, CAST(quantity * price AS DOUBLE) AS v, low, high
        FROM lines JOIN prices ON lines.security = prices.security)
      GROUP BY account
      HAVING MAX(v / high) > SUM(v) OR MIN(v / low) < SUM(v)
      """;

  /** Only who is flagged is kept, so that an account in band writes nothing when it is touched. */
  private static final String JUDGE = "INSERT INTO events\n" + FLAGGED;

  private FlinkSql() {}

  /** Takes the broker's address, a prefix, a directory, threads and a mini-batch's milliseconds. */
  public static void main(String[] args) throws Exception {
    var tables = environment(args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    var broker = "'properties.bootstrap.servers' = '%s'".formatted(args[0]);
    for (var table : new String[] {PRICES, LINES, EVENTS}) {
      tables.executeSql(table.formatted(args[1], broker));
    }
    System.out.println(tables.explainSql(JUDGE));
    var job = tables.executeSql(JUDGE).getJobClient().orElseThrow();
    System.out.println(ChildProcess.READY);
    while (System.in.read() >= 0) {
      // Until whoever started this process ends, or closes the pipe.
    }
    job.cancel().get();
    System.exit(0);
  }

  private static StreamTableEnvironment environment(
      String directory, int threads, int batchMillis) {
    var settings =
        Configuration.fromMap(
            Map.of(
                "parallelism.default", Integer.toString(threads),
                "state.backend.type", "hashmap",
                "execution.checkpointing.interval", "10 s",
                "execution.checkpointing.storage", "filesystem",
                "execution.checkpointing.dir", "file://" + directory,
                "pipeline.object-reuse", "true",
                "table.exec.mini-batch.enabled", Boolean.toString(batchMillis > 0),
                "table.exec.mini-batch.allow-latency", Math.max(1, batchMillis) + " ms",
                "table.exec.mini-batch.size", "20000"));
    return StreamTableEnvironment.create(
        StreamExecutionEnvironment.getExecutionEnvironment(settings));
  }
}
