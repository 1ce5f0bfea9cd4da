package io.evenkeel.wireformat;

/** The five bytes before each record: a zero, then the schema's id, most significant byte first. */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /**
   * The schema id that a record carries.
   *
   * @throws UnreadableRecordException if the bytes do not begin like a record
   */
  static int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new UnreadableRecordException(
          "A record on %s has %d bytes; the wire format begins with %d."
              .formatted(topic, bytes.length, HEADER_BYTES));
    }
    if (bytes[0] != MAGIC) {
      throw new UnreadableRecordException(
          "A record on %s begins with byte %d; the wire format begins with 0."
              .formatted(topic, bytes[0]));
    }
    return (bytes[1] & 0xff) << 24
        | (bytes[2] & 0xff) << 16
        | (bytes[3] & 0xff) << 8
        | (bytes[4] & 0xff);
  }
}
