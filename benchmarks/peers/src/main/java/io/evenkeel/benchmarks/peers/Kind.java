package io.evenkeel.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who competes; each with what its process is told beside the broker and the prefix of topics. */
enum Kind {
  EVENKEEL("evenkeel", "evenkeel"),
  JOIN_MEMORY("fk-join-memory", "foreignKeyJoinMemory", "memory"),
  JOIN_ROCKSDB("fk-join-rocksdb", "foreignKeyJoinRocksDb", "rocksdb"),
  FLINK("flink", "flink", "0"),
  FLINK_MINI_BATCH("flink-mini-batch", "flinkMiniBatch", "200");

  private final String key;
  private final String jsonName;
  private final List<String> arguments;

  Kind(String key, String jsonName, String... arguments) {
    this.key = key;
    this.jsonName = jsonName;
    this.arguments = List.of(arguments);
  }

  /** Its name in options and tables. */
  String key() {
    return key;
  }

  String jsonName() {
    return jsonName;
  }

  boolean isJoin() {
    return this == JOIN_MEMORY || this == JOIN_ROCKSDB;
  }

  boolean isFlink() {
    return this == FLINK || this == FLINK_MINI_BATCH;
  }

  /** The arguments of its process: the common ones, then its own. */
  String[] arguments(String... common) {
    return Stream.concat(Stream.of(common), arguments.stream()).toArray(String[]::new);
  }

  static Kind of(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such contender: " + key));
  }
}
