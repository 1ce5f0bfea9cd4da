package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/**
 * What RocksDB believes to be a disk, and is memory. Every store that is opened gets an empty one,
 * since under exactly-once Streams wipes the files of every store that is not closed in peace.
 */
final class SimulatedDisk implements AutoCloseable {
  private static final String NAME = "simulated.disk";

  private final List<Env> given = new ArrayList<>();

  void into(Properties config) {
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class);
    config.put(NAME, this);
  }

  private Env empty() {
    var env = new RocksMemEnv(Env.getDefault());
    given.add(env);
    return env;
  }

  /** Frees the memory; to be called once every store is closed. */
  @Override
  public void close() {
    given.forEach(Env::close);
    given.clear();
  }

  /** Made by Streams, one for each store. */
  public static final class Setter implements RocksDBConfigSetter {
    @Override
    public void setConfig(String store, Options options, Map<String, Object> config) {
      options.setEnv(((SimulatedDisk) config.get(NAME)).empty());
    }

    /** The store is still open here. */
    @Override
    public void close(String store, Options options) {}
  }
}
