package io.evenkeel.pipeline.state;

import io.evenkeel.core.money.Rational;
import io.evenkeel.wireformat.SharedText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** The shapes of single values. Each keeps its value exactly. */
final class ScalarShapes {
  static final Shape STRING =
      scalar(
          Schema.create(Schema.Type.STRING),
          Optional.of(""),
          (value, out) -> out.writeString((String) value),
          in -> SharedText.of(in.readString()));
  static final Shape BOOLEAN =
      scalar(
          Schema.create(Schema.Type.BOOLEAN),
          Optional.of(false),
          (value, out) -> out.writeBoolean((Boolean) value),
          Decoder::readBoolean);
  static final Shape INT =
      scalar(
          Schema.create(Schema.Type.INT),
          Optional.of(0),
          (value, out) -> out.writeInt((Integer) value),
          Decoder::readInt);
  static final Shape LONG =
      scalar(
          Schema.create(Schema.Type.LONG),
          Optional.of(0L),
          (value, out) -> out.writeLong((Long) value),
          Decoder::readLong);
  static final Shape DATE =
      scalar(
          Schema.create(Schema.Type.LONG),
          Optional.empty(),
          (value, out) -> out.writeLong(((LocalDate) value).toEpochDay()),
          in -> LocalDate.ofEpochDay(in.readLong()));
  static final Shape INSTANT =
      scalar(
          pair("Instant", "seconds", Schema.Type.LONG, "nanos", Schema.Type.INT),
          Optional.empty(),
          ScalarShapes::writeInstant,
          in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
  static final Shape DURATION =
      scalar(
          pair("Duration", "seconds", Schema.Type.LONG, "nanos", Schema.Type.INT),
          Optional.empty(),
          ScalarShapes::writeDuration,
          in -> Duration.ofSeconds(in.readLong(), in.readInt()));
  static final Shape DECIMAL =
      scalar(
          pair("Decimal", "unscaled", Schema.Type.BYTES, "scale", Schema.Type.INT),
          Optional.empty(),
          ScalarShapes::writeDecimal,
          in -> new BigDecimal(readWhole(in), in.readInt()));
  static final Shape RATIONAL =
      scalar(
          pair("Rational", "numerator", Schema.Type.BYTES, "denominator", Schema.Type.BYTES),
          Optional.empty(),
          ScalarShapes::writeRational,
          in -> Rational.of(readWhole(in), readWhole(in)));

  private ScalarShapes() {}

  private interface Writing {
    void write(Object value, Encoder out) throws IOException;
  }

  private interface Reading {
    Object read(Decoder in) throws IOException;
  }

  private static Shape scalar(
      Schema schema, Optional<Object> ifAbsent, Writing writing, Reading reading) {
    return new Shape() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public void write(Object value, Encoder out) throws IOException {
        writing.write(value, out);
      }

      @Override
      public Object read(Decoder in) throws IOException {
        return reading.read(in);
      }

      @Override
      public Optional<Object> ifAbsent() {
        return ifAbsent;
      }
    };
  }

  private static Schema pair(
      String name, String first, Schema.Type firstType, String second, Schema.Type secondType) {
    return SchemaBuilder.record(name)
        .namespace(Shapes.NAMESPACE)
        .fields()
        .name(first)
        .type(Schema.create(firstType))
        .noDefault()
        .name(second)
        .type(Schema.create(secondType))
        .noDefault()
        .endRecord();
  }

  private static void writeInstant(Object value, Encoder out) throws IOException {
    var instant = (Instant) value;
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static void writeDuration(Object value, Encoder out) throws IOException {
    var duration = (Duration) value;
    out.writeLong(duration.getSeconds());
    out.writeInt(duration.getNano());
  }

  private static void writeDecimal(Object value, Encoder out) throws IOException {
    var decimal = (BigDecimal) value;
    out.writeBytes(decimal.unscaledValue().toByteArray());
    out.writeInt(decimal.scale());
  }

  private static void writeRational(Object value, Encoder out) throws IOException {
    var rational = (Rational) value;
    out.writeBytes(rational.numerator().toByteArray());
    out.writeBytes(rational.denominator().toByteArray());
  }

  private static BigInteger readWhole(Decoder in) throws IOException {
    var bytes = in.readBytes(null);
    return new BigInteger(bytes.array(), bytes.position(), bytes.remaining());
  }
}
