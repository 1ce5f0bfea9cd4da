package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** An enum; older values are found again by name. */
final class EnumShape implements Shape {
  private final Object[] constants;
  private final Schema schema;

  EnumShape(Class<?> type) {
    this.constants = type.getEnumConstants();
    var names = Arrays.stream(constants).map(c -> ((Enum<?>) c).name()).toList();
    this.schema = Schema.createEnum(Shapes.nameOf(type), null, Shapes.NAMESPACE, names);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    out.writeEnum(((Enum<?>) value).ordinal());
  }

  @Override
  public Object read(Decoder in) throws IOException {
    return constants[in.readEnum()];
  }
}
