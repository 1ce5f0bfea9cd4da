package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.pipeline.ChildProcess;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The job as the Kafka Streams DSL has it: lines joined with prices by foreign key, gathered by
 * account, judged by the linear form of the band test. At least once, which is cheaper than what
 * Evenkeel does; record caches let a price, a line or an account that changes several times within
 * a commit interval go on once.
 */
public final class ForeignKeyJoin {
  private static final String SAID_STORE = "said";
  private static final long CACHE_BYTES = 256L << 20;
  private static final int COMMIT_EVERY_MILLIS = 100;

  private ForeignKeyJoin() {}

  /** Takes the broker's address, the prefix of topics, a directory, threads and a kind of store. */
  public static void main(String[] args) throws Exception {
    var settings = settings(args[0], args[1], Path.of(args[2]), args[3], args[4]);
    try (var streams = new KafkaStreams(topology(args[1], new StreamsConfig(settings)), settings)) {
      streams.start();
      System.out.println(ChildProcess.READY);
      while (System.in.read() >= 0) {
        // Until whoever started this process ends, or closes the pipe.
      }
    }
  }

  static Properties settings(
      String broker, String prefix, Path directory, String threads, String store) {
    var settings = new Properties();
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + "join");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY_MILLIS);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(
        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
        store.equals("memory") ? InMemoryDslStoreSuppliers.class : RocksDBDslStoreSuppliers.class);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 262_144);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return settings;
  }

  static Topology topology(String prefix, StreamsConfig config) {
    var builder = new StreamsBuilder(new TopologyConfig(config));
    var stores = config.getClass(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG);
    var inMemory = stores == InMemoryDslStoreSuppliers.class;
    var said =
        inMemory
            ? Stores.inMemoryKeyValueStore(SAID_STORE)
            : Stores.persistentKeyValueStore(SAID_STORE);
    builder.addStateStore(
        Stores.keyValueStoreBuilder(said, Serdes.String(), Serdes.Boolean()).withCachingEnabled());
    var prices =
        builder.table(
            PeerDialect.prices(prefix),
            Consumed.with(Serdes.String(), Serdes.Long()),
            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("prices"));
    builder.stream(PeerDialect.lines(prefix), Consumed.with(Serdes.String(), Serdes.String()))
        .mapValues(HeldLine::read)
        .toTable(
            Named.as("lines"),
            Materialized.<String, HeldLine, KeyValueStore<Bytes, byte[]>>as("lines")
                .withKeySerde(Serdes.String())
                .withValueSerde(HeldLine.SERDE))
        .join(
            prices,
            HeldLine::security,
            HeldLine::at,
            TableJoined.as("price-lines"),
            Materialized.<String, ValuedLine, KeyValueStore<Bytes, byte[]>>as("valued-lines")
                .withKeySerde(Serdes.String())
                .withValueSerde(ValuedLine.SERDE))
        .groupBy(
            (line, valued) -> KeyValue.pair(line.substring(0, line.indexOf('/')), valued),
            Grouped.with("by-account", Serdes.String(), ValuedLine.SERDE))
        .aggregate(
            Gathered::none,
            (account, valued, gathered) -> gathered.with(valued),
            (account, valued, gathered) -> gathered.without(valued),
            Materialized.<String, Gathered, KeyValueStore<Bytes, byte[]>>as("accounts")
                .withKeySerde(Serdes.String())
                .withValueSerde(Gathered.SERDE))
        .toStream()
        .mapValues(Gathered::isOutside)
        .processValues(() -> new OnChange(SAID_STORE), Named.as("on-change"), SAID_STORE)
        .to(PeerDialect.events(prefix), Produced.with(Serdes.String(), Serdes.ByteArray()));
    return builder.build(asProperties(config));
  }

  private static Properties asProperties(StreamsConfig config) {
    var properties = new Properties();
    properties.putAll(config.originals());
    return properties;
  }
}
