package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.benchmarks.engine.Book;
import io.evenkeel.benchmarks.peers.Tape.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a peer is asked to compute")
class JudgementsTest {
  private static final int ACCOUNTS = 150;
  private static final TypeInformation<Row> PRICE =
      Types.ROW_NAMED(new String[] {"security", "price"}, Types.STRING, Types.LONG);
  private static final TypeInformation<Row> LINE =
      Types.ROW_NAMED(
          new String[] {"account", "security", "quantity", "low", "high"},
          Types.STRING,
          Types.STRING,
          Types.LONG,
          Types.DOUBLE,
          Types.DOUBLE);

  @TempDir private Path directory;
  private final Accounts accounts = new Accounts(ACCOUNTS, 100, 2);
  private final Tape tape = new Tape(accounts);
  private Ticks opening;
  private Ticks moved;

  @BeforeEach
  void move() {
    opening = tape.opening();
    moved = tape.next(300, 10_000);
    tape.take(moved, moved.count());
    assertThat(tape.flagged().cardinality()).isBetween(10, ACCOUNTS - 10);
  }

  @Test
  void flagsInDuckDbWhomExactArithmeticFlags() throws Exception {
    try (var poll = new DuckDbPoll(1)) {
      poll.load(accounts);

      var passes = poll.passes(accounts, 5, 100, 10_000);

      assertThat(passes.different()).isZero();
      assertThat(passes.seconds()).hasSize(5);
      assertThat(poll.version()).isNotEmpty();
    }
  }

  @Test
  void flagsInFlinkSqlWhomExactArithmeticFlags() {
    var flink =
        StreamExecutionEnvironment.getExecutionEnvironment(
            Configuration.fromMap(Map.of("parallelism.default", "1")));
    flink.setRuntimeMode(RuntimeExecutionMode.BATCH);
    var tables = StreamTableEnvironment.create(flink);
    tables.createTemporaryView("prices", flink.fromData(prices(), PRICE));
    tables.createTemporaryView("lines", flink.fromData(lines(), LINE));

    var flagged = new BitSet();
    tables
        .sqlQuery(FlinkSql.FLAGGED)
        .execute()
        .collect()
        .forEachRemaining(row -> flagged.set(Accounts.numbered((String) row.getField(0))));

    assertThat(flagged).isEqualTo(tape.flagged());
  }

  private List<Row> prices() {
    var rows = new ArrayList<Row>();
    rows.add(Row.of(Accounts.security(Book.CASH), 1L));
    var prices = tape.prices();
    for (var i = 0; i < prices.length; i++) {
      rows.add(Row.of(Accounts.security(i), prices[i]));
    }
    return rows;
  }

  private List<Row> lines() {
    var rows = new ArrayList<Row>();
    for (var account = 0; account < accounts.count(); account++) {
      for (var line : accounts.lines(account)) {
        rows.add(
            Row.of(
                Accounts.name(account),
                Accounts.security(line.symbol()),
                line.quantity(),
                (double) line.low() / Book.ONE,
                (double) line.high() / Book.ONE));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "rocksdb"})
  void flagsInTheForeignKeyJoinWhomExactArithmeticFlags(String store) {
    var settings = new Properties();
    settings.putAll(ForeignKeyJoin.settings("localhost:1", "", directory, "1", store));
    var topology = ForeignKeyJoin.topology("", new StreamsConfig(settings));
    var flags = new Flags();
    try (var driver = new TopologyTestDriver(topology, settings)) {
      var prices =
          driver.createInputTopic(
              PeerDialect.prices(""), new StringSerializer(), new LongSerializer());
      var lines =
          driver.createInputTopic(
              PeerDialect.lines(""), new StringSerializer(), new StringSerializer());
      prices.pipeInput(Accounts.security(Book.CASH), 1L);
      PeerDialect.lines(accounts, lines::pipeInput);
      for (var ticks : List.of(opening, moved)) {
        for (var i = 0; i < ticks.count(); i++) {
          prices.pipeInput(Accounts.security(ticks.securities()[i]), ticks.prices()[i]);
        }
      }
      driver
          .createOutputTopic(
              PeerDialect.events(""), new StringDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(event -> flags.take(Accounts.numbered(event.key()), event.value() != null));
    }

    assertThat(flags.isExactly(tape.flagged())).isTrue();
  }
}
