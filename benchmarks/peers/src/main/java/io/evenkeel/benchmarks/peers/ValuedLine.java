package io.evenkeel.benchmarks.peers;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A line at a price.
 *
 * @param byLow value over the band's lower edge: equity may not be more
 * @param byHigh value over the band's upper edge: equity may not be less
 */
record ValuedLine(int number, double value, double byLow, double byHigh) {
  static final int BYTES = Integer.BYTES + 3 * Double.BYTES;

  static final Serde<ValuedLine> SERDE =
      Serdes.serdeFrom(
          (topic, line) -> line == null ? null : line.put(ByteBuffer.allocate(BYTES)).array(),
          (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));

  ByteBuffer put(ByteBuffer into) {
    return into.putInt(number).putDouble(value).putDouble(byLow).putDouble(byHigh);
  }

  static ValuedLine of(ByteBuffer bytes) {
    return new ValuedLine(bytes.getInt(), bytes.getDouble(), bytes.getDouble(), bytes.getDouble());
  }
}
