package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Book;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The job as a database has it that is asked again and again: every pass takes the newest prices in
 * and asks for all who are flagged. What comes of a tick is known one to two passes later.
 */
final class DuckDbPoll implements AutoCloseable {
  private static final String FLAGGED =
      """
      SELECT account FROM (
        SELECT account, CAST(quantity * price AS DOUBLE) AS v, low, high
        FROM lines JOIN prices USING (security))
      GROUP BY account
      HAVING max(v / high) > sum(v) OR min(v / low) < sum(v)
      """;

  private final DuckDBConnection connection;

  /**
   * What a number of passes took, each of them after some ticks.
   *
   * @param different accounts with another flag than exact judgement gives, all passes together
   * @param seconds of each pass
   * @param coreSeconds of each pass, of all of the database's threads
   */
  record Passes(int different, List<Double> seconds, List<Double> coreSeconds) {}

  DuckDbPoll(int threads) throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    execute(connection, "SET threads = " + threads);
    execute(connection, "CREATE TABLE prices (security INTEGER, price BIGINT)");
    execute(
        connection,
        "CREATE TABLE lines (account INTEGER, security INTEGER, quantity BIGINT,"
            + " low DOUBLE, high DOUBLE)");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  void load(Accounts accounts) throws SQLException {
    try (var rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "lines")) {
      for (var account = 0; account < accounts.count(); account++) {
        for (var line : accounts.lines(account)) {
          rows.beginRow();
          rows.append(account);
          rows.append(line.symbol());
          rows.append(line.quantity());
          rows.append((double) line.low() / Book.ONE);
          rows.append((double) line.high() / Book.ONE);
          rows.endRow();
        }
      }
    }
  }

  Passes passes(Accounts accounts, int count, int ticksEach, double hurry) throws SQLException {
    var tape = new Tape(accounts);
    tape.opening();
    var different = 0;
    var seconds = new ArrayList<Double>();
    var coreSeconds = new ArrayList<Double>();
    for (var i = 0; i < count; i++) {
      tape.take(tape.next(ticksEach, hurry), ticksEach);
      var prices = tape.prices();
      var start = System.nanoTime();
      var cpu = cpuNanos();
      var flagged = pass(prices);
      coreSeconds.add((cpuNanos() - cpu) / 1e9);
      seconds.add((System.nanoTime() - start) / 1e9);
      flagged.xor(tape.flagged());
      different += flagged.cardinality();
    }
    return new Passes(different, seconds, coreSeconds);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private BitSet pass(long[] prices) throws SQLException {
    execute(connection, "TRUNCATE prices");
    try (var rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "prices")) {
      append(rows, Book.CASH, 1);
      for (var i = 0; i < prices.length; i++) {
        append(rows, i, prices[i]);
      }
    }
    var flagged = new BitSet();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(FLAGGED)) {
      while (found.next()) {
        flagged.set(found.getInt(1));
      }
    }
    return flagged;
  }

  private static void append(org.duckdb.DuckDBAppender rows, int security, long price)
      throws SQLException {
    rows.beginRow();
    rows.append(security);
    rows.append(price);
    rows.endRow();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
