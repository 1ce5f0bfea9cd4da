package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Something, or nothing. */
final class NullableShape implements Shape {
  private static final Schema NOTHING = Schema.create(Schema.Type.NULL);

  private final Shape shape;
  private final Schema schema;

  NullableShape(Shape shape) {
    this.shape = shape;
    this.schema = Schema.createUnion(NOTHING, shape.schema());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(@Nullable Object value, Encoder out) throws IOException {
    out.writeIndex(value == null ? 0 : 1);
    if (value != null) {
      shape.write(value, out);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Read only into a component that is marked as nullable.
  public Object read(Decoder in) throws IOException {
    return in.readIndex() == 0 ? null : shape.read(in);
  }

  @Override
  public Optional<Object> ifAbsent() {
    return Optional.of(JsonProperties.NULL_VALUE);
  }
}
