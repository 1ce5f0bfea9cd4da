package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restriction.Kind;
import io.evenkeel.core.book.Restriction.Replacement;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.schemas.ExclusionReplacement;
import org.jspecify.annotations.Nullable;

/** Topic {@code restrictions}. */
public final class RestrictionWire {
  private RestrictionWire() {}

  /** All restrictions of an account; refuses two of one security and what contradicts itself. */
  public static Restrictions read(io.evenkeel.schemas.Restrictions wire) {
    return Restrictions.of(wire.getRestrictions().stream().map(RestrictionWire::read).toList());
  }

  private static Restriction read(io.evenkeel.schemas.Restriction wire) {
    var kind = Symbols.read(wire.getType(), Kind.class, "type");
    return new Restriction(
        Texts.required(wire.getSecurityId(), "securityId"),
        kind,
        replacement(kind, wire.getReplacement()),
        wire.getSubstituteId(),
        wire.getStartDate(),
        wire.getEndDate());
  }

  /** An exclusion that says nothing of its weight leaves it in cash. */
  private static @Nullable Replacement replacement(Kind kind, @Nullable ExclusionReplacement wire) {
    if (wire == null) {
      return kind == Kind.EXCLUDE ? Replacement.CASH : null;
    }
    return Symbols.read(wire, Replacement.class, "replacement");
  }
}
