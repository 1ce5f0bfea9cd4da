package io.evenkeel.pipeline.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Packs a core record into bytes and back: a version byte, the fingerprint of the schema that it
 * was written with (CRC-64-AVRO, 8 bytes little-endian), then Avro binary.
 *
 * <p>The schema is derived from the record type. What an earlier release packed is read through
 * that release's schema, which is kept in the application (docs/decisions/0021-packed-state.md).
 */
public final class Packing<T> {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Long.BYTES;
  private static final int INITIAL_BYTES = 4_096;

  /** A value is some thousand small writes; each of them on the stream would lock it. */
  private static final EncoderFactory BUFFERED =
      new EncoderFactory().configureBufferSize(INITIAL_BYTES);

  private final Class<T> type;
  private final Shape shape;
  private final long fingerprint;
  private final Map<Long, Schema> earlier = new HashMap<>();

  private Packing(Class<T> type, Collection<Schema> earlierSchemas) {
    this.type = type;
    this.shape = new Shapes().ofClass(type);
    this.fingerprint = SchemaNormalization.parsingFingerprint64(shape.schema());
    earlierSchemas.forEach(s -> earlier.put(SchemaNormalization.parsingFingerprint64(s), s));
  }

  /** Packs this record type; reads what was packed with these earlier schemas too. */
  public static <T> Packing<T> of(Class<T> type, Collection<Schema> earlierSchemas) {
    return new Packing<>(type, earlierSchemas);
  }

  /** The schema that values are packed with now. */
  public Schema schema() {
    return shape.schema();
  }

  public byte[] pack(T value) {
    try {
      var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
      bytes.write(header());
      var out = BUFFERED.binaryEncoder(bytes, null);
      shape.write(value, out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The value that was packed.
   *
   * @throws IllegalStateException if the bytes are of a schema that this release does not know
   */
  public T unpack(byte[] packed) {
    try {
      var writtenWith = fingerprintOf(packed);
      var body =
          DecoderFactory.get()
              .binaryDecoder(packed, HEADER_BYTES, packed.length - HEADER_BYTES, null);
      return type.cast(shape.read(writtenWith == fingerprint ? body : asNow(writtenWith, body)));
    } catch (IOException e) {
      throw new UncheckedIOException("a packed " + type.getSimpleName() + " is damaged", e);
    }
  }

  private byte[] header() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(VERSION)
        .putLong(fingerprint)
        .array();
  }

  private long fingerprintOf(byte[] packed) {
    if (packed.length < HEADER_BYTES || packed[0] != VERSION) {
      throw new IllegalStateException(
          "a packed " + type.getSimpleName() + " begins with no version that this release knows");
    }
    return ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getLong(1);
  }

  /** The same value in the present schema; each is rewritten so only until it changes. */
  private BinaryDecoder asNow(long writtenWith, BinaryDecoder body) throws IOException {
    var writer = earlier.get(writtenWith);
    if (writer == null) {
      throw new IllegalStateException(
          "a packed %s was written by a release whose schema %016x this one does not know; start the newer release"
              .formatted(type.getSimpleName(), writtenWith));
    }
    var value = new GenericDatumReader<Object>(writer, schema()).read(null, body);
    var bytes = new ByteArrayOutputStream(512);
    var out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<Object>(schema()).write(value, out);
    out.flush();
    return DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
  }
}
