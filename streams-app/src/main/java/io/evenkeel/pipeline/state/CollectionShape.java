package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** A list or a set, in its own order. */
final class CollectionShape implements Shape {
  private final Shape element;
  private final Supplier<Collection<Object>> empty;
  private final Schema schema;

  CollectionShape(Shape element, Supplier<Collection<Object>> empty) {
    this.element = element;
    this.empty = empty;
    this.schema = Schema.createArray(element.schema());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    var elements = (Collection<?>) value;
    out.writeArrayStart();
    out.setItemCount(elements.size());
    for (var one : elements) {
      out.startItem();
      element.write(one, out);
    }
    out.writeArrayEnd();
  }

  @Override
  public Object read(Decoder in) throws IOException {
    var elements = empty.get();
    for (var block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (var i = 0L; i < block; i++) {
        elements.add(element.read(in));
      }
    }
    return elements;
  }

  @Override
  public Optional<Object> ifAbsent() {
    return Optional.of(List.of());
  }
}
