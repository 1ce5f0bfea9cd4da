package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** A map, as an array of entries, so that its order stays and keys may be of any type. */
final class MapShape implements Shape {
  private final Shape key;
  private final Shape value;
  private final Supplier<Map<Object, Object>> empty;
  private final Schema schema;

  MapShape(Shape key, Shape value, Supplier<Map<Object, Object>> empty) {
    this.key = key;
    this.value = value;
    this.empty = empty;
    this.schema = Schema.createArray(entrySchema(key.schema(), value.schema()));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Object map, Encoder out) throws IOException {
    var entries = ((Map<?, ?>) map).entrySet();
    out.writeArrayStart();
    out.setItemCount(entries.size());
    for (var entry : entries) {
      out.startItem();
      key.write(entry.getKey(), out);
      value.write(entry.getValue(), out);
    }
    out.writeArrayEnd();
  }

  @Override
  public Object read(Decoder in) throws IOException {
    var map = empty.get();
    for (var block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (var i = 0L; i < block; i++) {
        map.put(key.read(in), value.read(in));
      }
    }
    return map;
  }

  @Override
  public Optional<Object> ifAbsent() {
    return Optional.of(List.of());
  }

  private static Schema entrySchema(Schema key, Schema value) {
    return SchemaBuilder.record("Entry_" + nameOf(key) + "_" + nameOf(value))
        .namespace(Shapes.NAMESPACE)
        .fields()
        .name("key")
        .type(key)
        .noDefault()
        .name("value")
        .type(value)
        .noDefault()
        .endRecord();
  }

  /** Entries of equal types share a name, of different types never do. */
  private static String nameOf(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY -> "List_" + nameOf(schema.getElementType());
      case UNION ->
          schema.getTypes().stream()
              .map(MapShape::nameOf)
              .collect(java.util.stream.Collectors.joining("_or_"));
      default -> schema.getName();
    };
  }
}
