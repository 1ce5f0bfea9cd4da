package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * A record, component by component; reading goes through its constructor and so through its checks.
 */
final class RecordShape implements Shape {
  private final Schema schema;
  private final Field[] fields;
  private final MethodHandle constructor;

  private record Field(Function<Object, Object> accessor, Shape shape) {}

  private RecordShape(Schema schema, Field[] fields, MethodHandle constructor) {
    this.schema = schema;
    this.fields = fields;
    this.constructor = constructor;
  }

  static RecordShape of(Class<?> type, Shapes shapes) {
    var components = type.getRecordComponents();
    var fields =
        Arrays.stream(components).map(c -> new Field(accessor(c), shapeOf(c, shapes))).toList();
    var schema = Schema.createRecord(Shapes.nameOf(type), null, Shapes.NAMESPACE, false);
    schema.setFields(
        java.util.stream.IntStream.range(0, components.length)
            .mapToObj(i -> field(components[i].getName(), fields.get(i).shape()))
            .toList());
    return new RecordShape(schema, fields.toArray(Field[]::new), constructor(type, components));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    for (var field : fields) {
      field.shape().write(field.accessor().apply(value), out);
    }
  }

  @Override
  public Object read(Decoder in) throws IOException {
    var values = new @Nullable Object[fields.length];
    for (var i = 0; i < values.length; i++) {
      values[i] = fields[i].shape().read(in);
    }
    return construct(values);
  }

  private static Shape shapeOf(RecordComponent component, Shapes shapes) {
    try {
      return shapes.of(component.getAnnotatedType());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Schema.Field field(String name, Shape shape) {
    return shape
        .ifAbsent()
        .map(value -> new Schema.Field(name, shape.schema(), null, value))
        .orElseGet(() -> new Schema.Field(name, shape.schema()));
  }

  /**
   * As fast as a call in the source: a method handle that is no constant is several times slower.
   */
  @SuppressWarnings("unchecked")
  private static Function<Object, Object> accessor(RecordComponent component) {
    try {
      var type = component.getDeclaringRecord();
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      var accessor = lookup.unreflect(component.getAccessor());
      var called = accessor.type().wrap();
      return (Function<Object, Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  accessor,
                  called)
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getName(), e);
    }
  }

  private Object construct(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (Throwable e) {
      throw new IllegalStateException("a packed " + schema.getName() + " cannot be made again", e);
    }
  }
}
