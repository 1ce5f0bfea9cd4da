package io.evenkeel.pipeline.state;

import io.evenkeel.core.money.Rational;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of a Java type: records field by field, sealed interfaces as unions of their
 * records, enums by name, collections, and the few value types of the core.
 *
 * <p>Anything else is refused when the codec is made, so a record that cannot be kept fails at
 * start, not in the middle of a day.
 */
final class Shapes {
  static final String NAMESPACE = "io.evenkeel.schemas.state";

  private final Map<Class<?>, Shape> byClass = new LinkedHashMap<>();

  Shapes() {
    byClass.put(String.class, ScalarShapes.STRING);
    byClass.put(boolean.class, ScalarShapes.BOOLEAN);
    byClass.put(Boolean.class, ScalarShapes.BOOLEAN);
    byClass.put(int.class, ScalarShapes.INT);
    byClass.put(Integer.class, ScalarShapes.INT);
    byClass.put(long.class, ScalarShapes.LONG);
    byClass.put(Long.class, ScalarShapes.LONG);
    byClass.put(Instant.class, ScalarShapes.INSTANT);
    byClass.put(Duration.class, ScalarShapes.DURATION);
    byClass.put(LocalDate.class, ScalarShapes.DATE);
    byClass.put(BigDecimal.class, ScalarShapes.DECIMAL);
    byClass.put(Rational.class, ScalarShapes.RATIONAL);
  }

  /** The shape of a record's component, which may be {@code null} where it is marked so. */
  Shape of(AnnotatedType annotated) {
    var shape = ofType(annotated);
    return annotated.isAnnotationPresent(Nullable.class) ? new NullableShape(shape) : shape;
  }

  Shape ofClass(Class<?> type) {
    var known = byClass.get(type);
    if (known != null) {
      return known;
    }
    var shape = made(type);
    byClass.put(type, shape);
    return shape;
  }

  private Shape ofType(AnnotatedType annotated) {
    return annotated instanceof AnnotatedParameterizedType generic
        ? ofGeneric(generic)
        : ofClass(rawClass(annotated.getType()));
  }

  private Shape ofGeneric(AnnotatedParameterizedType generic) {
    var raw = rawClass(generic.getType());
    var arguments = generic.getAnnotatedActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      return new MapShape(of(arguments[0]), of(arguments[1]), emptyMap(raw));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return new CollectionShape(of(arguments[0]), emptyCollection(raw));
    }
    if (raw == java.util.Optional.class) {
      return new OptionalShape(of(arguments[0]));
    }
    throw unsupported(generic.getType());
  }

  private Shape made(Class<?> type) {
    if (type.isRecord()) {
      return RecordShape.of(type, this);
    }
    if (type.isEnum()) {
      return new EnumShape(type);
    }
    if (type.isSealed()) {
      return new SealedShape(type, this);
    }
    throw unsupported(type);
  }

  /** A name that is unique below {@link #NAMESPACE}: nested types carry their outer one's. */
  static String nameOf(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : nameOf(outer) + "_" + type.getSimpleName();
  }

  private static Supplier<Map<Object, Object>> emptyMap(Class<?> raw) {
    return SortedMap.class.isAssignableFrom(raw) ? TreeMap::new : LinkedHashMap::new;
  }

  private static Supplier<Collection<Object>> emptyCollection(Class<?> raw) {
    if (List.class.isAssignableFrom(raw) || raw == Collection.class) {
      return ArrayList::new;
    }
    if (SortedSet.class.isAssignableFrom(raw)) {
      return TreeSet::new;
    }
    if (Set.class.isAssignableFrom(raw)) {
      return LinkedHashSet::new;
    }
    throw unsupported(raw);
  }

  private static Class<?> rawClass(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return raw;
    }
    throw unsupported(type);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException("state cannot hold a " + type.getTypeName());
  }
}
