package io.evenkeel.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;

/** Who competes; each with what its process is told beside the broker and the prefix of topics. */
enum Kind {
  EVENKEEL("evenkeel"),
  JOIN_MEMORY("fk-join-memory", "memory"),
  JOIN_ROCKSDB("fk-join-rocksdb", "rocksdb"),
  FLINK("flink", "0"),
  FLINK_MINI_BATCH("flink-mini-batch", "200");

  private final String key;
  private final List<String> arguments;

  Kind(String key, String... arguments) {
    this.key = key;
    this.arguments = List.of(arguments);
  }

  /** Its name in options and files. */
  String key() {
    return key;
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
}
