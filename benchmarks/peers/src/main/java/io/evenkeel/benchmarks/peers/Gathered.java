package io.evenkeel.benchmarks.peers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The valued lines of an account, by their numbers; one that is absent counts nothing. */
record Gathered(ValuedLine[] lines) {
  static final Serde<Gathered> SERDE =
      Serdes.serdeFrom(
          (topic, gathered) -> gathered == null ? null : gathered.bytes(),
          (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));

  static Gathered none() {
    return new Gathered(new ValuedLine[0]);
  }

  Gathered with(ValuedLine line) {
    var next = new ValuedLine[Math.max(lines.length, line.number() + 1)];
    Arrays.setAll(next, i -> i < lines.length ? lines[i] : absent(i));
    next[line.number()] = line;
    return new Gathered(next);
  }

  Gathered without(ValuedLine line) {
    return with(absent(line.number()));
  }

  private static ValuedLine absent(int number) {
    return new ValuedLine(number, 0, Double.POSITIVE_INFINITY, 0);
  }

  /** The band test without a ratio: {@code max(v/high) > sum(v)} or {@code min(v/low) < sum(v)}. */
  boolean isOutside() {
    var equity = 0.0;
    var least = 0.0;
    var most = Double.POSITIVE_INFINITY;
    for (var line : lines) {
      equity += line.value();
      least = Math.max(least, line.byHigh());
      most = Math.min(most, line.byLow());
    }
    return least > equity || most < equity;
  }

  private byte[] bytes() {
    var bytes = ByteBuffer.allocate(lines.length * ValuedLine.BYTES);
    for (var line : lines) {
      line.put(bytes);
    }
    return bytes.array();
  }

  private static Gathered of(ByteBuffer bytes) {
    var lines = new ValuedLine[bytes.remaining() / ValuedLine.BYTES];
    Arrays.setAll(lines, i -> ValuedLine.of(bytes));
    return new Gathered(lines);
  }
}
