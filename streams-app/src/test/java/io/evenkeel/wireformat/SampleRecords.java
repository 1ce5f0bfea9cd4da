package io.evenkeel.wireformat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of any generated class with every field filled at random, nulls and empty lists
 * among them.
 */
final class SampleRecords {
  private final Random random;

  SampleRecords(long seed) {
    this.random = new Random(seed);
  }

  <T extends SpecificRecord> T next(Class<T> type) {
    AvroTrust.establish();
    return type.cast(record(SpecificData.getForClass(type).getSchema(type)));
  }

  private SpecificRecord record(Schema schema) {
    var type = SpecificData.get().getClass(schema);
    var record = (SpecificRecord) SpecificData.newInstance(type, schema);
    for (var field : schema.getFields()) {
      record.put(field.pos(), value(field.schema()));
    }
    return record;
  }

  private @Nullable Object value(Schema schema) {
    var logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return decimal(decimal);
    }
    if (logical instanceof LogicalTypes.TimestampMicros) {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
    }
    if (logical instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli(random.nextInt());
    }
    if (logical instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay(random.nextInt(40_000));
    }
    if (logical != null) {
      throw new IllegalArgumentException("no sample for " + logical.getName());
    }
    return plainValue(schema);
  }

  private @Nullable Object plainValue(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> enumValue(schema);
      case ARRAY -> list(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(bytes());
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      case FLOAT, DOUBLE, FIXED -> throw new IllegalArgumentException("no sample for " + schema);
    };
  }

  private BigDecimal decimal(LogicalTypes.Decimal type) {
    var unscaled = new BigInteger(3 * type.getPrecision(), random);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale());
  }

  private Object enumValue(Schema schema) {
    var constants = SpecificData.get().getClass(schema).getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }

  private List<@Nullable Object> list(Schema element) {
    var list = new ArrayList<@Nullable Object>();
    for (var left = random.nextInt(4); left > 0; left--) {
      list.add(value(element));
    }
    return list;
  }

  private HashMap<String, @Nullable Object> map(Schema value) {
    var map = new HashMap<String, @Nullable Object>();
    for (var left = random.nextInt(4); left > 0; left--) {
      map.put(text(), value(value));
    }
    return map;
  }

  private String text() {
    return random.nextBoolean() ? "" : "id-" + random.nextInt() + "-ä€😀";
  }

  private byte[] bytes() {
    var bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }
}
