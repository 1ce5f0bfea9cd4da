package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/**
 * A sealed interface: one of its records, listed by name. The compiler lists them in the order in
 * which it met them, which depends on the order of the source files.
 */
final class SealedShape implements Shape {
  private final Map<Class<?>, Integer> indexes = new LinkedHashMap<>();
  private final List<Shape> branches;
  private final Schema schema;

  SealedShape(Class<?> type, Shapes shapes) {
    var permitted =
        Arrays.stream(type.getPermittedSubclasses())
            .sorted(Comparator.comparing(Class::getName))
            .toList();
    permitted.forEach(branch -> indexes.put(branch, indexes.size()));
    this.branches = permitted.stream().map(shapes::ofClass).toList();
    this.schema = Schema.createUnion(branches.stream().map(Shape::schema).toList());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    var index = indexes.get(value.getClass());
    if (index == null) {
      throw new IllegalArgumentException("state cannot hold a " + value.getClass().getName());
    }
    out.writeIndex(index);
    branches.get(index).write(value, out);
  }

  @Override
  public Object read(Decoder in) throws IOException {
    return branches.get(in.readIndex()).read(in);
  }
}
