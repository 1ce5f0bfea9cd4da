package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** An {@link Optional}. */
final class OptionalShape implements Shape {
  private final NullableShape content;

  OptionalShape(Shape content) {
    this.content = new NullableShape(content);
  }

  @Override
  public Schema schema() {
    return content.schema();
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    content.write(((Optional<?>) value).orElse(null), out);
  }

  @Override
  public Object read(Decoder in) throws IOException {
    return Optional.ofNullable(content.read(in));
  }

  @Override
  public Optional<Object> ifAbsent() {
    return content.ifAbsent();
  }
}
