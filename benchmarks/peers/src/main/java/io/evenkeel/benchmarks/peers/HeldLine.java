package io.evenkeel.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A line of an account as the foreign-key join keeps it. */
record HeldLine(int number, String security, long quantity, double low, double high) {
  static final Serde<HeldLine> SERDE =
      Serdes.serdeFrom(
          (topic, line) -> line == null ? null : line.bytes(),
          (topic, bytes) -> bytes == null ? null : of(ByteBuffer.wrap(bytes)));

  private static final int FIXED_BYTES = Integer.BYTES + Long.BYTES + 2 * Double.BYTES;

  /** Reads {@code account,number,security,quantity,low,high}. */
  static HeldLine read(String text) {
    var parts = text.split(",", -1);
    return new HeldLine(
        Integer.parseInt(parts[1]),
        parts[2],
        Long.parseLong(parts[3]),
        Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]));
  }

  ValuedLine at(long price) {
    var value = (double) (quantity * price);
    return new ValuedLine(number, value, value / low, value / high);
  }

  private byte[] bytes() {
    var name = security.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + name.length)
        .putInt(number)
        .putLong(quantity)
        .putDouble(low)
        .putDouble(high)
        .put(name)
        .array();
  }

  private static HeldLine of(ByteBuffer bytes) {
    var number = bytes.getInt();
    var quantity = bytes.getLong();
    var low = bytes.getDouble();
    var high = bytes.getDouble();
    var security = StandardCharsets.UTF_8.decode(bytes).toString();
    return new HeldLine(number, security, quantity, low, high);
  }
}
