package io.evenkeel.pipeline.wire;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enums of the wire and enums of the core, which bear the same names. */
final class Symbols {
  private static final String UNKNOWN = "UNKNOWN";

  private Symbols() {}

  /** The core's constant; UNKNOWN is refused, since it stands for whatever a newer writer meant. */
  static <C extends Enum<C>> C read(Enum<?> wire, Class<C> type, String field) {
    if (wire.name().equals(UNKNOWN)) {
      throw new IllegalArgumentException(
          "%s is missing or not known to this release; send one of %s"
              .formatted(field, List.of(type.getEnumConstants())));
    }
    return Enum.valueOf(type, wire.name());
  }

  static <C extends Enum<C>> @Nullable C readNullable(
      @Nullable Enum<?> wire, Class<C> type, String field) {
    return wire == null ? null : read(wire, type, field);
  }

  /** The wire's constant. */
  static <W extends Enum<W>> W write(Enum<?> core, Class<W> type) {
    return Enum.valueOf(type, core.name());
  }

  static <W extends Enum<W>> @Nullable W writeNullable(@Nullable Enum<?> core, Class<W> type) {
    return core == null ? null : write(core, type);
  }

  static <W extends Enum<W>> List<W> writeAll(Collection<? extends Enum<?>> core, Class<W> type) {
    return core.stream().map(one -> write(one, type)).toList();
  }
}
